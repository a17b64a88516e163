import type { Actor } from '#shared/actor';
import type { ListQuery, ListRules } from '#shared/list';
import { withItems, type Page } from '#shared/page';
import type { ProjectResources } from '#shared/project-resources.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { CulturalData, CulturalDataState } from '../domain/cultural-data';
import { requireCulturalData } from './cultural-data-lookup';
import { culturalDataViews, type CulturalDataView } from './cultural-data-view';
import type { Region } from '../domain/region';

export const CULTURAL_DATA_LIST: ListRules<CulturalDataState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', key: 'key' },
  order: 'createdAt',
  tie: 'id',
  search: ['key'],
  filters: { language: [] },
};

/** Reads an entry by key, or all entries of a project. */
export class ReadCulturalData {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly culturalData: ProjectResources<CulturalData>,
    private readonly regions: ProjectResources<Region>,
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
