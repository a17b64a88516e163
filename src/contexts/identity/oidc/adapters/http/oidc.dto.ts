import type { Tokens } from '../../../sign-in/application/issue-session';

/** The same tokens as in the response of POST /api/auth/login. */
export interface OidcTokensDto {
  /**
   * JSON Web Token for `Authorization: Bearer …`.
   * @example "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl"
   */
  access_token: string;
  /** The token for POST /api/auth/refresh. It works once. */
  refresh_token: string;
  /**
   * The lifetime of the access token, in seconds.
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
