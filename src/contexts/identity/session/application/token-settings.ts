const MONTH_SECONDS = 30 * 24 * 3600;

/**
 * What tokens are signed with; bound as a constant. The first key signs, all verify, so that one can be replaced while
 * tokens of the old one live. Keys are secrets (HS256) or PEM: private ones, or public ones that only verify (RS256, ES256).
 */
export class TokenSettings {
  constructor(
    readonly keys: readonly string[],
    /** Of an access token. */
    readonly lifetimeSeconds: number,
    /** Of a session: after that a refresh token is worth nothing, however often it was renewed. */
    readonly sessionSeconds = MONTH_SECONDS,
  ) {}
}
