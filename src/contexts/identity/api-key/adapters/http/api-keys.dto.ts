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
  /** Null: never. */
  expiresAt: Date | null;
  /** The last use, exact to a minute. */
  lastUsedAt: Date | null;
  revoked: boolean;
  /** The owner, in whose name it acts. */
  userId: string;
  /**
   * What it is narrowed to; null: whatever its owner may, on the routes where keys count.
   * @example ["prompt:resolve"]
   */
  permissions: string[] | null;
  /**
   * Slugs of the projects it is narrowed to; null: not narrowed.
   * @example ["shop"]
   */
  projects: string[] | null;
  /**
   * Names or ids of the environments it is narrowed to; null: not narrowed.
   * @example ["production"]
   */
  environments: string[] | null;
  /** Until when the secret before the last rotation stays good; null: it does not. */
  overlapUntil: Date | null;
}

export interface CreatedApiKeyDto extends ApiKeyDto {
  /**
   * The whole key, for the header `x-api-key`. It is shown this once.
   * @example "japm_0f3a9c1e_000102030405060708090a0b0c0d0e0f1011121314151617"
   */
  apiKey: string;
}

export interface CreateApiKeyDto {
  /** @example "checkout service" */
  name: string;
  /**
   * RFC 3339 with its offset, or a date: the end of that day in UTC.
   * @example "2031-01-31T09:30:00.000Z"
   */
  expiresAt?: string | null;
  /**
   * Narrows the key to these permissions, and lets it in wherever they are asked for. Each must be one of the caller's.
   * 1 to 100 names.
   * @maxItems 500
   * @example ["prompt:resolve"]
   */
  permissions?: string[] | null;
  /**
   * Narrows the key to these projects, by slug. Each must be one that the caller sees.
   * 1 to 100 names.
   * @maxItems 500
   * @example ["shop"]
   */
  projects?: string[] | null;
  /**
   * Narrows the key to these environments, by name or id: it is served what they point at, and reads no other version.
   * 1 to 100 names.
   * @maxItems 500
   * @example ["production"]
   */
  environments?: string[] | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface RotateApiKeyDto {
  /**
   * How long the secret before stays good, in seconds; at most 30 days.
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
   * RFC 3339 with its offset, or a date: the end of that day in UTC. Null: never.
   * @example "2031-01-31T09:30:00.000Z"
   */
  expiresAt?: string | null;
  revoked?: boolean | null;
  /** Accepted and ignored: the tenant is the caller's. */
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
