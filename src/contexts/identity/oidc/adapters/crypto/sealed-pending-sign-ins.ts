import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { OidcSettings } from '../../application/oidc-settings';
import { PendingSignIns, type PendingSignIn } from '../../application/pending-sign-ins.port';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with AES-256-GCM under a key of its own: the value is authentic, and not even the browser can read the code verifier. */
export class SealedPendingSignIns extends PendingSignIns {
  readonly #key: Buffer;

  constructor({ serverSecret }: OidcSettings) {
    super();
    this.#key = Buffer.from(hkdfSync('sha256', serverSecret, '', 'japm oidc pending sign-in v1', 32));
  }

  seal({ expiresAt, ...pending }: PendingSignIn): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
    const text = cipher.update(JSON.stringify({ ...pending, expiresAt: expiresAt.getTime() }), 'utf8');
    return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  open(sealed: string): PendingSignIn | null {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
    try {
      const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
      const { expiresAt, ...pending } = JSON.parse(text) as Omit<PendingSignIn, 'expiresAt'> & { expiresAt: number };
      return { ...pending, expiresAt: new Date(expiresAt) };
    } catch {
      return null;
    }
  }
}
