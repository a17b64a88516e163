import { flatCulturalData, type FlatCulturalData } from '../../application/flat-cultural-data';
import { flatRegion, type FlatRegion } from '../../application/flat-region';
import type { RegionView } from '../../application/region-views';

/** Where a language is spoken, with what is to be known of the people there. */
export interface RegionDto extends FlatRegion {
  parentRegion: FlatRegion | null;
  /** Oldest first. */
  culturalData: FlatCulturalData[];
}

export interface CreateRegionDto {
  /**
   * Has to be given; `xx-XX`, unique in the project.
   * @example "es-MX"
   */
  // Optional in its type only: without it the answer is the same as for one of another form.
  languageCode?: string | null;
  /** @example "Mexico" */
  name: string;
  /** Language code (or id) of the region above it. */
  parentRegionId?: string | null;
  /**
   * IANA time zone.
   * @example "America/Mexico_City"
   */
  timeZone?: string | null;
  /** @example "Formal address" */
  notes?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateRegionDto {
  /** @example "México" */
  name?: string | null;
  /** Language code (or id) of the region above it; null detaches. */
  parentRegionId?: string | null;
  /** IANA time zone; null clears it. */
  timeZone?: string | null;
  /** Null clears it. */
  notes?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function regionDto({ region, parent, culturalData }: RegionView, project: string): RegionDto {
  return {
    ...flatRegion(region, project),
    parentRegion: parent && flatRegion(parent, project),
    culturalData: culturalData.map((each) => flatCulturalData(each, region, project)),
  };
}
