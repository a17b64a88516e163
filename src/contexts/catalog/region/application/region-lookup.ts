import { RegionNotFound, type Region } from '../domain/region';
import type { RegionRepository } from './region-repository.port';

/** The region that a caller names by language code or id. Throws RegionNotFound. */
export async function requireRegion(regions: RegionRepository, tenantId: string, projectId: string, codeOrId: string): Promise<Region> {
  const region = await regions.find(tenantId, projectId, codeOrId);
  if (!region) throw new RegionNotFound(codeOrId);
  return region;
}

/** The same, with a lock that keeps the region until the transaction ends, so that the caller can refer to it. */
export async function holdRegion(regions: RegionRepository, tenantId: string, projectId: string, codeOrId: string): Promise<Region> {
  const region = await requireRegion(regions, tenantId, projectId, codeOrId);
  await regions.lock(region);
  return region;
}
