import { createHash } from 'node:crypto';

const PLAIN = /[a-z0-9_.-]/u;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/u;
const MAX_LENGTH = 150;
const KEPT = 100;

/**
 * Returns a file name for a slug, tag or key that is valid on every file system. It percent-encodes all characters but `a-z 0-9 _ . -`
 * (capitals as well, because some file systems ignore case) and the first character of names that a system reserves or hides. A long name
 * ends with a hash. Different names give different file names.
 */
export function fileName(name: string): string {
  const bytes = Buffer.from(name);
  const last = bytes.length - 1;
  const odd = RESERVED.test(name);
  const encoded = [...bytes].map((byte, at) => {
    const char = String.fromCharCode(byte);
    const plain = PLAIN.test(char) && !(at === 0 && (odd || char === '.' || char === '-')) && !(at === last && char === '.');
    return plain ? char : `%${byte.toString(16).padStart(2, '0')}`;
  });
  const whole = encoded.join('');
  return whole.length <= MAX_LENGTH ? whole : `${whole.slice(0, KEPT)}~${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`;
}
