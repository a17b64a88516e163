import { flatRegion, type FlatRegion } from '../../application/flat-region';
import type { CulturalDataView } from '../../application/cultural-data-view';
import { flatCulturalData, type FlatCulturalData } from '../../application/flat-cultural-data';

/** Knowledge about the people of a region, under a key. */
export interface CulturalDataDto extends FlatCulturalData {
  region: FlatRegion;
}

export interface CreateCulturalDataDto {
  /**
   * Unique in the project; 1 to 255 characters.
   * @example "greeting"
   */
  key: string;
  /**
   * The language code or the id of the region.
   * @example "es-MX"
   */
  regionId: string;
  /** @example "formal" */
  style?: string | null;
  /** @example "Address people by title and surname" */
  notes?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export interface UpdateCulturalDataDto {
  /**
   * Null clears it.
   * @example "informal"
   */
  style?: string | null;
  /** Null clears it. */
  notes?: string | null;
  /** The server accepts and ignores it, because the key never changes. */
  key?: unknown;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function culturalDataDto({ entry, region }: CulturalDataView, project: string): CulturalDataDto {
  return { ...flatCulturalData(entry, region, project), region: flatRegion(region, project) };
}
