import type { Region } from '../domain/region';

/** A region alone, as the resources that belong to it embed it. */
export interface FlatRegion {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "es-MX" */
  languageCode: string;
  /** @example "Mexico" */
  name: string;
  /**
   * Id of the region above it.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d20"
   */
  parentRegionId: string | null;
  /**
   * The IANA time zone; empty when there is none.
   * @example "America/Mexico_City"
   */
  timeZone: string;
  /** @example "Formal address" */
  notes: string;
  /**
   * Slug of the project.
   * @example "shop"
   */
  projectId: string;
  createdAt: Date;
  updatedAt: Date;
}

/** `project` is the slug of the project. */
export function flatRegion({ state }: Region, project: string): FlatRegion {
  const { id, languageCode, name, parentRegionId, timeZone, notes, createdAt, updatedAt } = state;
  return { id, languageCode, name, parentRegionId, timeZone, notes, projectId: project, createdAt, updatedAt };
}
