import type { JsonWebKey, KeyObject } from 'node:crypto';

export interface TokenClaims {
  /** The user's id. */
  readonly sub: string;
  readonly email: string;
  readonly tenantId: string;
  /** The session's id. */
  readonly sid: string;
  readonly jti: string;
}

export type TokenAlgorithm = 'HS256' | 'RS256' | 'ES256';

export interface VerificationKey {
  readonly algorithm: TokenAlgorithm;
  readonly key: KeyObject;
}

export const TOKEN_ISSUER = 'japm';

/** Signs the access tokens of users, which are JSON Web Tokens (RFC 7519). */
export abstract class TokenSigner {
  /** The algorithms of the configured keys. */
  abstract readonly algorithms: readonly TokenAlgorithm[];
  /** The public keys (RFC 7517), without secrets. */
  abstract readonly publicKeys: readonly JsonWebKey[];
  abstract sign(claims: TokenClaims, lifetimeSeconds: number): string;
  /** The key that the token names. Null when it is not a configured key or the token has another algorithm. */
  abstract keyOf(token: string): VerificationKey | null;
}
