import { NotFound } from '#shared/errors';
import type { ProjectResources } from '#shared/project-resources.port';
import type { CulturalData } from '../domain/cultural-data';
import { culturalDataViews, type CulturalDataView } from './cultural-data-view';
import type { Region } from '../domain/region';

/** The entry with that key. Throws NotFound. */
export async function requireCulturalData(
  culturalData: ProjectResources<CulturalData>,
  regions: ProjectResources<Region>,
  tenantId: string,
  projectId: string,
  key: string,
): Promise<CulturalDataView> {
  const entry = await culturalData.find(tenantId, projectId, key.trim());
  const [view] = entry ? await culturalDataViews(regions, tenantId, projectId, [entry]) : [];
  if (!view) throw new NotFound('Cultural data', key);
  return view;
}
