import type { RegionRepository } from './region-repository.port';
import { CulturalDataNotFound } from '../domain/cultural-data';
import type { CulturalDataRepository } from './cultural-data-repository.port';
import { culturalDataViews, type CulturalDataView } from './cultural-data-view';

/** The entry with that key. Throws CulturalDataNotFound. */
export async function requireCulturalData(
  culturalData: CulturalDataRepository,
  regions: RegionRepository,
  tenantId: string,
  projectId: string,
  key: string,
): Promise<CulturalDataView> {
  const entry = await culturalData.findByKey(tenantId, projectId, key);
  const [view] = entry ? await culturalDataViews(regions, tenantId, projectId, [entry]) : [];
  if (!view) throw new CulturalDataNotFound(key);
  return view;
}
