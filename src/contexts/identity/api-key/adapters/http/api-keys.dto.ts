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
  /** Exact to a minute. */
  lastUsedAt: Date | null;
  revoked: boolean;
  /** The owner, in whose name it acts. */
  userId: string;
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
  /** @example "2031-01-31T09:30:00.000Z" */
  expiresAt?: Date | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateApiKeyDto {
  /** @example "checkout service, blue" */
  name?: string | null;
  /**
   * Null: never.
   * @example "2031-01-31T09:30:00.000Z"
   */
  expiresAt?: Date | null;
  revoked?: boolean | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function apiKeyDto(apiKey: ApiKey): ApiKeyDto {
  const { id, name, prefix, createdAt, updatedAt, expiresAt, lastUsedAt, revoked, userId } = apiKey.state;
  return { id, name, prefix, displayKey: apiKey.displayKey, createdAt, updatedAt, expiresAt, lastUsedAt, revoked, userId };
}
