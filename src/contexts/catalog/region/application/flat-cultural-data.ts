import type { Region } from '../domain/region';
import type { CulturalData } from '../domain/cultural-data';

/** An entry alone, as its region embeds it. */
export interface FlatCulturalData {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22" */
  id: string;
  /**
   * Unique in the project.
   * @example "greeting"
   */
  key: string;
  /**
   * Id of the region.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21"
   */
  regionId: string;
  /** @example "es-MX" */
  regionLanguageCode: string;
  /** @example "formal" */
  style: string;
  /** @example "Address people by title and surname" */
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
export function flatCulturalData({ state }: CulturalData, region: Region, project: string): FlatCulturalData {
  const { id, key, regionId, style, notes, createdAt, updatedAt } = state;
  const { languageCode } = region.state;
  return { id, key, regionId, regionLanguageCode: languageCode, style, notes, projectId: project, createdAt, updatedAt };
}
