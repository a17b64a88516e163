import type { Actor } from '#shared/actor';
import type { ListQuery, ListRules } from '#shared/list';
import { withItems, type Page } from '#shared/page';
import type { ProjectResources } from '#shared/project-resources.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { requireRegion } from './region-lookup';
import type { RegionView, RegionViews } from './region-views';
import type { Region, RegionState } from '../domain/region';

export const REGION_LIST: ListRules<RegionState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name', languageCode: 'languageCode' },
  order: 'createdAt',
  tie: 'id',
  search: ['languageCode', 'name'],
  filters: {},
};

/** Reads a region by language code, or all regions of a project. */
export class ReadRegions {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly regions: ProjectResources<Region>,
    private readonly views: RegionViews,
  ) {}

  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<RegionView>> {
    const project = await this.projects.require(actor, slug, 'region:read');
    const page = await this.regions.page(actor.tenantId, project.id, query);
    return withItems(page, await this.views.of(actor.tenantId, project.id, page.items));
  }

  async byCode(actor: Actor, slug: string, languageCode: string): Promise<RegionView> {
    const project = await this.projects.require(actor, slug, 'region:read');
    const region = await requireRegion(this.regions, actor.tenantId, project.id, languageCode);
    const [view] = await this.views.of(actor.tenantId, project.id, [region]);
    return view ?? { region, parent: null, culturalData: [] };
  }
}
