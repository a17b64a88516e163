import { flatCulturalData, type FlatCulturalData } from '../../application/flat-cultural-data';
import { flatRegion, type FlatRegion } from '../../application/flat-region';
import type { RegionView } from '../../application/region-views';

/** A region where a language is spoken, with knowledge about its people. */
export interface RegionDto extends FlatRegion {
  parentRegion: FlatRegion | null;
  /** Oldest first. */
  culturalData: FlatCulturalData[];
}

export interface CreateRegionDto {
  /**
   * It is required, has the form `xx-XX` and is unique in the project.
   * @example "es-MX"
   */
  // It is optional only in the type: without it, the response is the same as for a value of another form.
  languageCode?: string | null;
  /** @example "Mexico" */
  name: string;
  /** The language code or the id of the region above it. */
  parentRegionId?: string | null;
  /**
   * IANA time zone.
   * @example "America/Mexico_City"
   */
  timeZone?: string | null;
  /** @example "Formal address" */
  notes?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export interface UpdateRegionDto {
  /** @example "México" */
  name?: string | null;
  /** The language code or the id of the region above it. Null removes the link. */
  parentRegionId?: string | null;
  /** IANA time zone; null clears it. */
  timeZone?: string | null;
  /** Null clears it. */
  notes?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function regionDto({ region, parent, culturalData }: RegionView, project: string): RegionDto {
  return {
    ...flatRegion(region, project),
    parentRegion: parent && flatRegion(parent, project),
    culturalData: culturalData.map((each) => flatCulturalData(each, region, project)),
  };
}
