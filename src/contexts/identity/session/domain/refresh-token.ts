import { createHash } from 'node:crypto';

/** The sizes of the parts of a refresh token, in bytes before their hex form. */
export const REFRESH_BYTES = { family: 16, secret: 32 } as const;

/**
 * A refresh token is `japm_rt_<32 hex>_<64 hex>`. The first part names the session and never changes; the second changes with each
 * refresh. So the server recognises every token that the session ever had, and a used one reveals a theft.
 */
export interface RefreshToken {
  readonly family: string;
  readonly secret: string;
}

const SHAPE = /^japm_rt_([0-9a-f]{32})_([0-9a-f]{64})$/u;

export const refreshTokenOf = (family: string, secret: Buffer): RefreshToken => ({ family, secret: secret.toString('hex') });

export const formatRefreshToken = ({ family, secret }: RefreshToken): string => `japm_rt_${family}_${secret}`;

/** Parses a refresh token; null for a text of another form. */
export function parseRefreshToken(text: string): RefreshToken | null {
  const [, family, secret] = SHAPE.exec(text) ?? [];
  return family === undefined || secret === undefined ? null : { family, secret };
}

/** The SHA-256. Both parts are random and need no slow hash. */
export const tokenHashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
