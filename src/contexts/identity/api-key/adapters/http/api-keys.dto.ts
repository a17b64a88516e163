import type { ApiKey } from '../../domain/api-key';

/** A credential of a program, without its secret. */
export interface ApiKeyDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "checkout service" */
  name: string;
  /** @example "japm_0f3a9c1e" */
  prefix: string;
  /** @example "japm_0f3a9c1e_********" */
  displayKey: string;
  createdAt: Date;
  updatedAt: Date;
  /** The expiry; null means never. */
  expiresAt: Date | null;
  /** The last use, exact to a minute. */
  lastUsedAt: Date | null;
  revoked: boolean;
  /** The id of the owner, for whom the key acts. */
  userId: string;
  /**
   * The permissions of the key. Null means everything that its owner may do, on the routes that accept keys.
   * @example ["prompt:resolve"]
   */
  permissions: string[] | null;
  /**
   * The slugs of the projects to which the key is restricted; null means no restriction.
   * @example ["shop"]
   */
  projects: string[] | null;
  /**
   * The names or ids of the environments to which the key is restricted; null means no restriction.
   * @example ["production"]
   */
  environments: string[] | null;
  /** The time until which the secret before the last rotation is valid; null when there is none. */
  overlapUntil: Date | null;
}

export interface CreatedApiKeyDto extends ApiKeyDto {
  /**
   * The whole key, for the header `x-api-key`. Only this response has it.
   * @example "japm_0f3a9c1e_000102030405060708090a0b0c0d0e0f1011121314151617"
   */
  apiKey: string;
}

export interface CreateApiKeyDto {
  /** @example "checkout service" */
  name: string;
  /**
   * The expiry in RFC 3339 with its offset, or a date, which means the end of that day in UTC.
   * @example "2031-01-31T09:30:00.000Z"
   */
  expiresAt?: string | null;
  /**
   * Restricts the key to these permissions, and lets every route with one of them accept the key. The caller must have each of them.
   * 1 to 100 names.
   * @maxItems 500
   * @example ["prompt:resolve"]
   */
  permissions?: string[] | null;
  /**
   * Restricts the key to these projects, by slug. The caller must see each of them.
   * 1 to 100 names.
   * @maxItems 500
   * @example ["shop"]
   */
  projects?: string[] | null;
  /**
   * Restricts the key to these environments, by name or id. It reads only the versions at which they point.
   * 1 to 100 names.
   * @maxItems 500
   * @example ["production"]
   */
  environments?: string[] | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export interface RotateApiKeyDto {
  /**
   * How long the previous secret stays valid, in seconds; at most 30 days.
   * @isInt
   * @minimum 0
   * @maximum 2592000
   * @example 3600
   */
  overlapSeconds?: number | null;
}

export interface UpdateApiKeyDto {
  /** @example "checkout service, blue" */
  name?: string | null;
  /**
   * The expiry in RFC 3339 with its offset, or a date, which means the end of that day in UTC. Null means never.
   * @example "2031-01-31T09:30:00.000Z"
   */
  expiresAt?: string | null;
  revoked?: boolean | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function apiKeyDto(apiKey: ApiKey): ApiKeyDto {
  const { id, name, prefix, createdAt, updatedAt, expiresAt, lastUsedAt, revoked, userId, overlapUntil } = apiKey.state;
  const { permissions, projects, environments } = apiKey.state;
  return {
    ...{ id, name, prefix, displayKey: apiKey.displayKey, createdAt, updatedAt, expiresAt, lastUsedAt, revoked, userId, overlapUntil },
    permissions: permissions && [...permissions],
    projects: projects && [...projects],
    environments: environments && [...environments],
  };
}
