import type { Environment } from '../../domain/environment';

/** A named target that points at one version of each prompt. */
export interface EnvironmentDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "production" */
  name: string;
  /** @example "What customers see" */
  description: string | null;
  /**
   * Slug of the project.
   * @example "shop"
   */
  projectId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface CreateEnvironmentDto {
  /**
   * Unique in the project; 1 to 255 characters.
   * @example "production"
   */
  name: string;
  /** @example "What customers see" */
  description?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export interface UpdateEnvironmentDto {
  /** @example "live" */
  name?: string | null;
  /** Null clears it. */
  description?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function environmentDto({ state }: Environment, project: string): EnvironmentDto {
  const { id, name, description, createdAt, updatedAt } = state;
  return { id, name, description, projectId: project, createdAt, updatedAt };
}
