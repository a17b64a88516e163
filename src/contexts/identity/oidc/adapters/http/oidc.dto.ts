import type { Tokens } from '../../../sign-in/application/issue-session';

/** As the answer of POST /api/auth/login. */
export interface OidcTokensDto {
  /**
   * JSON Web Token for `Authorization: Bearer …`.
   * @example "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl"
   */
  access_token: string;
  /** For POST /api/auth/refresh; good for one use. */
  refresh_token: string;
  /**
   * Seconds until the access token is over.
   * @example 86400
   */
  expires_in: number;
  token_type: 'Bearer';
}

export const oidcTokensDto = ({ accessToken, refreshToken, expiresIn }: Tokens): OidcTokensDto => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  expires_in: expiresIn,
  token_type: 'Bearer',
});
