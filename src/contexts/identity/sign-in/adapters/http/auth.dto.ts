import type { Tokens } from '../../application/issue-session';
import type { User } from '../../../user/domain/user';

/** The response is the same 401 for every wrong pair. */
export interface LoginDto {
  /** @example "ann@acme.test" */
  email?: unknown;
  /** @example "correct horse battery" */
  password?: unknown;
}

export interface TokensDto {
  /**
   * JSON Web Token for `Authorization: Bearer …`; claims `sub`, `email`, `tenantId`, `sid` (session), `iss`, `iat`, `exp`, `jti`.
   * It is signed with HS256 unless the installation has its own keys.
   * @example "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl"
   */
  access_token: string;
  /**
   * The token for POST /api/auth/refresh. It works once, and the response has the next one.
   * @example "japm_rt_0123456789abcdef0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
   */
  refresh_token: string;
  /**
   * The lifetime of the access token, in seconds.
   * @example 86400
   */
  expires_in: number;
  token_type: 'Bearer';
}

export interface RefreshDto {
  /**
   * The newest refresh token of the session.
   * @example "japm_rt_0123456789abcdef0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
   */
  refresh_token: string;
}

export const tokensDto = ({ accessToken, refreshToken, expiresIn }: Tokens): TokensDto => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  expires_in: expiresIn,
  token_type: 'Bearer',
});

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
  /** The server accepts and ignores it. */
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
  role: 'admin' | 'tenant_admin' | 'user' | 'prompt_consumer' | 'auditor';
  /** @example "3f0e5a52-8a43-4a6e-9f62-5f1f7e0f2b11" */
  tenantId: string;
  createdAt: Date;
  updatedAt: Date;
}

export function profileDto({ state }: User): ProfileDto {
  const { id, name, email, role, tenantId, createdAt, updatedAt } = state;
  return { id, name, email, role, tenantId, createdAt, updatedAt };
}
