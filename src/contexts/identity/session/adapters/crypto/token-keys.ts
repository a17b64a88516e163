import { createHash, createHmac, createPrivateKey, createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { TokenAlgorithm, VerificationKey } from '../../application/token-signer.port';

/** A key of the set. */
export interface TokenKey extends VerificationKey {
  /** The name of the key in the header of a token. It reveals nothing about a secret. */
  readonly kid: string;
  /** The key for signing; null for a key that only verifies. */
  readonly signing: KeyObject | null;
  /** The public half; null for a secret. */
  readonly publicJwk: JsonWebKey | null;
}

const MIN_RSA_BITS = 2048;

/** Reads a secret, or the PEM of a private key or of a public key that only verifies. Throws for a key that is too weak or of an unknown kind. */
export function tokenKeyOf(text: string): TokenKey {
  return text.trimStart().startsWith('-----BEGIN') ? pemKey(text.replaceAll('\\n', '\n')) : secretKey(text);
}

function secretKey(secret: string): TokenKey {
  const key = createSecretKey(Buffer.from(secret, 'utf8'));
  const kid = createHmac('sha256', secret).update('japm token key id').digest('base64url').slice(0, 16);
  return { kid, algorithm: 'HS256', key, signing: key, publicJwk: null };
}

function pemKey(pem: string): TokenKey {
  const { signing, key } = readPem(pem);
  const algorithm = algorithmOf(key);
  const jwk = key.export({ format: 'jwk' });
  const kid = thumbprint(jwk);
  return { kid, algorithm, key, signing, publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' } };
}

function readPem(pem: string): { readonly signing: KeyObject | null; readonly key: KeyObject } {
  try {
    return { signing: pem.includes('PUBLIC KEY') ? null : createPrivateKey(pem), key: createPublicKey(pem) };
  } catch (error) {
    throw new Error('JAPM_JWT_KEYS: a PEM key cannot be read', { cause: error });
  }
}

function algorithmOf(key: KeyObject): TokenAlgorithm {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS) return 'RS256';
  throw new Error(`JAPM_JWT_KEYS: a PEM key must be EC on P-256 (ES256) or RSA of at least ${MIN_RSA_BITS} bits (RS256)`);
}

/** The thumbprint of RFC 7638: it covers the required members in the order of their names. */
function thumbprint({ kty, crv, x, y, n, e }: JsonWebKey): string {
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
