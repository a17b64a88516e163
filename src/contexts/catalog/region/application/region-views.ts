import { groupedBy } from '#shared/grouped-by';
import type { CulturalDataRepository } from './cultural-data-repository.port';
import type { CulturalData } from '../domain/cultural-data';
import type { Region } from '../domain/region';
import type { RegionRepository } from './region-repository.port';

/** A region with what it is answered with. */
export interface RegionView {
  readonly region: Region;
  readonly parent: Region | null;
  /** By creation. */
  readonly culturalData: readonly CulturalData[];
}

/** Adds parents and cultural data to the regions of a project, in two statements for any number of them. */
export class RegionViews {
  constructor(
    private readonly regions: RegionRepository,
    private readonly culturalData: CulturalDataRepository,
  ) {}

  async of(tenantId: string, projectId: string, regions: readonly Region[]): Promise<RegionView[]> {
    const parentIds = regions.flatMap(({ state: { parentRegionId } }) => (parentRegionId === null ? [] : [parentRegionId]));
    const parents = await this.regions.findAll(tenantId, projectId, parentIds);
    const entries = await this.culturalData.ofRegions(
      tenantId,
      projectId,
      regions.map(({ state }) => state.id),
    );
    const parentById = new Map(parents.map((each) => [each.state.id, each]));
    const byRegion = groupedBy(entries, ({ state }) => state.regionId);
    return regions.map((region) => ({
      region,
      parent: parentById.get(region.state.parentRegionId ?? '') ?? null,
      culturalData: byRegion.get(region.state.id) ?? [],
    }));
  }

  async ofOne(region: Region): Promise<RegionView> {
    const [view] = await this.of(region.state.tenantId, region.state.projectId, [region]);
    return view ?? { region, parent: null, culturalData: [] };
  }
}
