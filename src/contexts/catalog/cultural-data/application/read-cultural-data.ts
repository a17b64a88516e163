import type { Actor } from '#shared/actor';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { RegionRepository } from '../../region/application/region-repository.port';
import { requireCulturalData } from './cultural-data-lookup';
import type { CulturalDataRepository } from './cultural-data-repository.port';
import { culturalDataViews, type CulturalDataView } from './cultural-data-view';

/** The reads of cultural data: by key, all of a project. */
export class ReadCulturalData {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly culturalData: CulturalDataRepository,
    private readonly regions: RegionRepository,
  ) {}

  async list(actor: Actor, slug: string): Promise<CulturalDataView[]> {
    const project = await this.projects.require(actor, slug, 'cultural-data:read');
    const entries = await this.culturalData.list(actor.tenantId, project.id);
    return culturalDataViews(this.regions, actor.tenantId, project.id, entries);
  }

  async byKey(actor: Actor, slug: string, key: string): Promise<CulturalDataView> {
    const project = await this.projects.require(actor, slug, 'cultural-data:read');
    return requireCulturalData(this.culturalData, this.regions, actor.tenantId, project.id, key);
  }
}
