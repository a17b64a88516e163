import { groupedBy } from '#shared/grouped-by';
import type { ProjectResources } from '#shared/project-resources.port';
import type { CulturalData } from '../domain/cultural-data';
import type { Region } from '../domain/region';

/** A region with the data of its response. */
export interface RegionView {
  readonly region: Region;
  readonly parent: Region | null;
  /** In the order of creation. */
  readonly culturalData: readonly CulturalData[];
}

/** Adds parents and cultural data to the regions of a project, in two statements for any number of them. */
export class RegionViews {
  constructor(
    private readonly regions: ProjectResources<Region>,
    private readonly culturalData: ProjectResources<CulturalData>,
  ) {}

  /** Throws Invalid when the result is too long for one response. */
  async of(tenantId: string, projectId: string, regions: readonly Region[]): Promise<RegionView[]> {
    const ids = regions.map(({ state }) => state.id);
    return this.#joined(tenantId, projectId, regions, await this.culturalData.shownBy(tenantId, projectId, { regionId: ids }));
  }

  /** Has no maximum length, because a change is never refused because of its response. */
  async ofOne(region: Region): Promise<RegionView> {
    const { tenantId, projectId, id } = region.state;
    const [view] = await this.#joined(tenantId, projectId, [region], await this.culturalData.listBy(tenantId, projectId, { regionId: id }));
    return view ?? { region, parent: null, culturalData: [] };
  }

  async #joined(tenantId: string, projectId: string, regions: readonly Region[], entries: readonly CulturalData[]): Promise<RegionView[]> {
    const parentIds = regions.flatMap(({ state: { parentRegionId } }) => (parentRegionId === null ? [] : [parentRegionId]));
    const parents = await this.regions.shownBy(tenantId, projectId, { id: parentIds });
    const parentById = new Map(parents.map((each) => [each.state.id, each]));
    const byRegion = groupedBy(entries, ({ state }) => state.regionId);
    return regions.map((region) => ({
      region,
      parent: parentById.get(region.state.parentRegionId ?? '') ?? null,
      culturalData: byRegion.get(region.state.id) ?? [],
    }));
  }
}
