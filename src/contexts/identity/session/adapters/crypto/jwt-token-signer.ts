import type { JsonWebKey, KeyObject } from 'node:crypto';
import { decode, sign, verify } from 'jsonwebtoken';
import type { TokenSettings } from '../../application/token-settings';
import {
  TOKEN_ISSUER,
  TokenSigner,
  type TokenAlgorithm,
  type TokenClaims,
  type VerificationKey,
} from '../../application/token-signer.port';
import { tokenKeyOf, type TokenKey } from './token-keys';

export class JwtTokenSigner extends TokenSigner {
  readonly algorithms: readonly TokenAlgorithm[];
  readonly publicKeys: readonly JsonWebKey[];
  readonly #keys: readonly TokenKey[];
  readonly #first: { readonly kid: string; readonly algorithm: TokenAlgorithm; readonly signing: KeyObject };

  constructor({ keys }: TokenSettings) {
    super();
    this.#keys = keys.map(tokenKeyOf);
    const [first] = this.#keys;
    if (!first?.signing) throw new Error('JAPM_JWT_KEYS: the first key signs, so it must be a secret or a private key');
    this.#first = { ...first, signing: first.signing };
    this.algorithms = [...new Set(this.#keys.map(({ algorithm }) => algorithm))];
    this.publicKeys = this.#keys.flatMap(({ publicJwk }) => (publicJwk ? [publicJwk] : []));
  }

  sign(claims: TokenClaims, lifetimeSeconds: number): string {
    const { kid, algorithm, signing } = this.#first;
    return sign(claims, signing, { algorithm, keyid: kid, issuer: TOKEN_ISSUER, expiresIn: lifetimeSeconds });
  }

  keyOf(token: string): VerificationKey | null {
    const header = headerOf(token);
    if (!header) return null;
    const { alg, kid } = header;
    if (kid !== undefined) return this.#keys.find((each) => each.kid === kid && each.algorithm === alg) ?? null;
    // A token without a key id is from the time when there were only secrets.
    const secrets = alg === 'HS256' ? this.#keys.filter(({ algorithm }) => algorithm === 'HS256') : [];
    return secrets.find(({ key }) => isSignedWith(key, token)) ?? null;
  }
}

function headerOf(token: string): { readonly alg?: string; readonly kid?: string } | null {
  try {
    return decode(token, { complete: true })?.header ?? null;
  } catch {
    return null;
  }
}

// This checks only the signature; the caller checks the times.
function isSignedWith(key: KeyObject, token: string): boolean {
  try {
    verify(token, key, { algorithms: ['HS256'], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
}
