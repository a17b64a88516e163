export interface TokenClaims {
  /** The user's id. */
  readonly sub: string;
  readonly email: string;
  readonly tenantId: string;
  readonly jti: string;
}

export const TOKEN_ALGORITHM = 'HS256';

/** Makes the JSON Web Tokens that users sign in with (RFC 7519). */
export abstract class TokenSigner {
  abstract sign(claims: TokenClaims): string;
  /** The secret that a token of ours was signed with; any of them for a foreign one. */
  abstract secretOf(token: string): string;
}
