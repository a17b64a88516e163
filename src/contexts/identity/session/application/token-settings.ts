const MONTH_SECONDS = 30 * 24 * 3600;

/**
 * The keys of tokens, bound as a constant. The first key signs, all verify, so that a key can be replaced while
 * tokens of the old one are valid. Keys are secrets (HS256) or PEM: private ones, or public ones that only verify (RS256, ES256).
 */
export class TokenSettings {
  constructor(
    readonly keys: readonly string[],
    /** The lifetime of an access token. */
    readonly lifetimeSeconds: number,
    /** The lifetime of a session. After it, no refresh token works, however often it was renewed. */
    readonly sessionSeconds = MONTH_SECONDS,
  ) {}
}
