import { createHash } from 'node:crypto';

/** A key's value is `japm_<8 hex>_<48 hex>`: the first two parts are its public prefix, the third is the secret. */
export interface KeyValue {
  readonly prefix: string;
  readonly secret: string;
}

export const KEY_BYTES = { prefix: 4, secret: 24 } as const;

const VALUE = /^(japm_[0-9a-f]{8})_([0-9a-f]{48})$/u;

/** Undefined for a text of any other form. */
export function parseKeyValue(text: string): KeyValue | undefined {
  const [, prefix, secret] = VALUE.exec(text) ?? [];
  return prefix === undefined || secret === undefined ? undefined : { prefix, secret };
}

/** From 4 and 24 random bytes. */
export const keyValueOf = (prefix: Buffer, secret: Buffer): KeyValue => ({
  prefix: `japm_${prefix.toString('hex')}`,
  secret: secret.toString('hex'),
});

export const formatKeyValue = ({ prefix, secret }: KeyValue): string => `${prefix}_${secret}`;

/** Lower-case hex of SHA-256. The secret has 192 random bits, so it needs no slow hash. */
export const secretHashOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');
