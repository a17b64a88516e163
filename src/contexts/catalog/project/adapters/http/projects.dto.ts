import type { Project } from '../../domain/project';

/** A tenant's workspace. */
export interface ProjectDto {
  /**
   * The slug of the first name. It never changes.
   * @example "shop"
   */
  id: string;
  /** @example "Shop" */
  name: string;
  /** @example "Texts of the web shop" */
  description: string | null;
  /** @example "00000000-0000-7000-8000-000000000001" */
  tenantId: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  ownerUserId: string;
  /**
   * The languages whose translations must be current in releases.
   * @example ["fr-FR"]
   */
  requiredLanguages: string[];
  createdAt: Date;
  updatedAt: Date;
}

export interface ProjectOwnerDto {
  id: string;
  /** @example "Ann" */
  name: string;
  /** @example "ann@acme.test" */
  email: string;
}

export interface ProjectEnvironmentDto {
  id: string;
  /** @example "production" */
  name: string;
  description: string | null;
  projectId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface ProjectListItemDto extends ProjectDto {
  owner: ProjectOwnerDto;
  environments: ProjectEnvironmentDto[];
}

export interface OwnProjectDto {
  /** @example "shop" */
  id: string;
  /** @example "Shop" */
  name: string;
}

export interface CreateProjectDto {
  /**
   * The name is unique in the tenant. Its slug becomes the id unless the request has one.
   * @example "Shop"
   */
  name: string;
  /**
   * 1 to 100 characters of `a-z 0-9 _ -` with a letter or digit, unique in the tenant. The default is the slug of the name.
   * @example "shop"
   */
  slug?: string | null;
  /** @example "Texts of the web shop" */
  description?: string | null;
  /**
   * The languages whose translations must be current in releases: `xx` or `xx-XX`. The default is none. At most 100 different ones.
   * @maxItems 500
   * @example ["fr-FR"]
   */
  requiredLanguages?: string[] | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export interface UpdateProjectDto {
  /** @example "Web shop" */
  name?: string | null;
  /** Null clears it. */
  description?: string | null;
  /**
   * Replaces the whole list; null clears it. At most 100 different ones.
   * @maxItems 500
   * @example ["fr-FR"]
   */
  requiredLanguages?: string[] | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function projectDto({ state }: Project): ProjectDto {
  const { slug, name, description, tenantId, ownerUserId, requiredLanguages, createdAt, updatedAt } = state;
  return { id: slug, name, description, tenantId, ownerUserId, requiredLanguages: [...requiredLanguages], createdAt, updatedAt };
}
