import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { withItems, type Page } from '#shared/page';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { requireRegion } from './region-lookup';
import type { RegionRepository } from './region-repository.port';
import type { RegionView, RegionViews } from './region-views';

/** Reads a region by language code, or all regions of a project. */
export class ReadRegions {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly regions: RegionRepository,
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
