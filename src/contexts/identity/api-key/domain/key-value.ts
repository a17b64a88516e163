import { createHash } from 'node:crypto';

/** A key's value is `japm_<8 hex>_<48 hex>`: the first two parts are its public prefix, the third is the secret. */
export interface KeyValue {
  readonly prefix: string;
  readonly secret: string;
}

export const KEY_BYTES = { prefix: 4, secret: 24 } as const;

const VALUE = /^(japm_[0-9a-f]{8})_([0-9a-f]{48})$/u;

/** Parses a key's value; undefined for a text of another form. */
export function parseKeyValue(text: string): KeyValue | undefined {
  const [, prefix, secret] = VALUE.exec(text) ?? [];
  return prefix === undefined || secret === undefined ? undefined : { prefix, secret };
}

/** Composes a key's value from 4 and 24 random bytes. */
export const keyValueOf = (prefix: Buffer, secret: Buffer): KeyValue => ({
  prefix: `japm_${prefix.toString('hex')}`,
  secret: secret.toString('hex'),
});

export const formatKeyValue = ({ prefix, secret }: KeyValue): string => `${prefix}_${secret}`;

/** The SHA-256 in lower-case hex. The secret has 192 random bits and needs no slow hash. */
export const secretHashOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');
