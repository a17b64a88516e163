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

/** Makes the JSON Web Tokens that users sign in with (RFC 7519). */
export abstract class TokenSigner {
  /** Those of our keys, and no other. */
  abstract readonly algorithms: readonly TokenAlgorithm[];
  /** The public keys (RFC 7517) of what is signed with; secrets are not among them. */
  abstract readonly publicKeys: readonly JsonWebKey[];
  abstract sign(claims: TokenClaims, lifetimeSeconds: number): string;
  /** The key that a token says it was signed with. Null: none of ours, or not with its algorithm. */
  abstract keyOf(token: string): VerificationKey | null;
}
