import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { withItems, type Page } from '#shared/page';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { RegionRepository } from './region-repository.port';
import { requireCulturalData } from './cultural-data-lookup';
import type { CulturalDataRepository } from './cultural-data-repository.port';
import { culturalDataViews, type CulturalDataView } from './cultural-data-view';

/** Reads an entry by key, or all entries of a project. */
export class ReadCulturalData {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly culturalData: CulturalDataRepository,
    private readonly regions: RegionRepository,
  ) {}

  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<CulturalDataView>> {
    const project = await this.projects.require(actor, slug, 'cultural-data:read');
    const page = await this.culturalData.page(actor.tenantId, project.id, query);
    return withItems(page, await culturalDataViews(this.regions, actor.tenantId, project.id, page.items));
  }

  async byKey(actor: Actor, slug: string, key: string): Promise<CulturalDataView> {
    const project = await this.projects.require(actor, slug, 'cultural-data:read');
    return requireCulturalData(this.culturalData, this.regions, actor.tenantId, project.id, key);
  }
}
