import type { ProjectResources } from '#shared/project-resources.port';
import { isLanguageCode, RegionNotFound, type Region } from '../domain/region';

/** The region that a caller names by language code or id. Throws RegionNotFound. */
export async function requireRegion(
  regions: ProjectResources<Region>,
  tenantId: string,
  projectId: string,
  codeOrId: string,
): Promise<Region> {
  const named = isLanguageCode(codeOrId) ? { languageCode: codeOrId } : { id: codeOrId };
  const region = await regions.findBy(tenantId, projectId, named);
  if (!region) throw new RegionNotFound(codeOrId);
  return region;
}

/** The same, with a lock that keeps the region until the transaction ends, so that the caller can refer to it. */
export async function holdRegion(
  regions: ProjectResources<Region>,
  tenantId: string,
  projectId: string,
  codeOrId: string,
): Promise<Region> {
  const region = await requireRegion(regions, tenantId, projectId, codeOrId);
  await regions.lock(region);
  return region;
}
