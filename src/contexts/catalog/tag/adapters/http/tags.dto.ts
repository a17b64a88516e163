import type { Tag } from '../../domain/tag';

/** A word that marks prompts of a project. */
export interface TagDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "billing" */
  name: string;
  /** @example "About money" */
  description: string | null;
  /**
   * Slug of the project.
   * @example "shop"
   */
  projectId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface CreateTagDto {
  /**
   * Unique in the project; 1 to 255 characters.
   * @example "billing"
   */
  name: string;
  /** @example "About money" */
  description?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export interface UpdateTagDto {
  /** @example "invoices" */
  name?: string | null;
  /** Null clears it. */
  description?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function tagDto({ state }: Tag, project: string): TagDto {
  const { id, name, description, createdAt, updatedAt } = state;
  return { id, name, description, projectId: project, createdAt, updatedAt };
}
