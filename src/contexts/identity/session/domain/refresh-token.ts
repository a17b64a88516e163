import { createHash } from 'node:crypto';

/** Sizes of the parts of a refresh token, in bytes before they are written as hex. */
export const REFRESH_BYTES = { family: 16, secret: 32 } as const;

/**
 * `japm_rt_<32 hex>_<64 hex>`: the first part stays for the life of the session and names it, the second changes with each
 * refresh. So every token that the session ever had is known as its own, and the used ones tell of a theft.
 */
export interface RefreshToken {
  readonly family: string;
  readonly secret: string;
}

const SHAPE = /^japm_rt_([0-9a-f]{32})_([0-9a-f]{64})$/u;

export const refreshTokenOf = (family: string, secret: Buffer): RefreshToken => ({ family, secret: secret.toString('hex') });

export const formatRefreshToken = ({ family, secret }: RefreshToken): string => `japm_rt_${family}_${secret}`;

/** Null for anything that was never a refresh token of ours. */
export function parseRefreshToken(text: string): RefreshToken | null {
  const [, family, secret] = SHAPE.exec(text) ?? [];
  return family === undefined || secret === undefined ? null : { family, secret };
}

/** SHA-256: both parts are random, so that nothing slower is needed. */
export const tokenHashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
