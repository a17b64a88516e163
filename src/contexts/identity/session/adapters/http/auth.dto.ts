import type { User } from '../../../user/domain/user';

/** Anything but the right pair is answered with the same 401. */
export interface LoginDto {
  /** @example "ann@acme.test" */
  email?: unknown;
  /** @example "correct horse battery" */
  password?: unknown;
}

export interface AccessTokenDto {
  /**
   * JSON Web Token (HS256) for `Authorization: Bearer …`; claims `sub`, `email`, `tenantId`, `iat`, `exp`, `jti`.
   * @example "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl"
   */
  access_token: string;
}

export interface RegisterDto {
  /** @example "bo@acme.test" */
  email: string;
  /**
   * 8 to 1024 characters.
   * @example "correct horse battery"
   */
  password: string;
  /**
   * Up to 100 characters.
   * @example "Bo"
   */
  name: string;
  /** Accepted and ignored. */
  tenantId?: unknown;
}

export interface SetupCheckDto {
  /** Whether the first administrator still has the default e-mail address. */
  exists: boolean;
  /** Id of that account; null for a caller without valid credentials. */
  userId: string | null;
}

/** The caller as a user. */
export interface ProfileDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "Ann" */
  name: string;
  /** @example "ann@acme.test" */
  email: string;
  /** @example "admin" */
  role: 'admin' | 'tenant_admin' | 'user' | 'prompt_consumer';
  /** @example "3f0e5a52-8a43-4a6e-9f62-5f1f7e0f2b11" */
  tenantId: string;
  createdAt: Date;
  updatedAt: Date;
}

export function profileDto({ state }: User): ProfileDto {
  const { id, name, email, role, tenantId, createdAt, updatedAt } = state;
  return { id, name, email, role, tenantId, createdAt, updatedAt };
}
