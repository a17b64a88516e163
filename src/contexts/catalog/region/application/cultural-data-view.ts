import type { ProjectResources } from '#shared/project-resources.port';
import type { Region } from '../domain/region';
import type { CulturalData } from '../domain/cultural-data';

/** An entry with the region that it belongs to. */
export interface CulturalDataView {
  readonly entry: CulturalData;
  readonly region: Region;
}

/** Adds their regions to the entries of a project, in one statement for any number of them. */
export async function culturalDataViews(
  regions: ProjectResources<Region>,
  tenantId: string,
  projectId: string,
  entries: readonly CulturalData[],
): Promise<CulturalDataView[]> {
  const found = await regions.shownBy(tenantId, projectId, { id: entries.map(({ state }) => state.regionId) });
  return entries.flatMap((entry) => {
    const region = found.find(({ state }) => state.id === entry.state.regionId);
    return region ? [{ entry, region }] : []; // removed between the two statements, and the entry with it
  });
}
