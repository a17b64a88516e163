import canonicalize from 'canonicalize';

/** The canonical UTF-8 bytes of a JSON value (RFC 8785). Throws for values that JSON does not have (undefined, NaN, a lone surrogate). */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return Buffer.from(text, 'utf8');
}
