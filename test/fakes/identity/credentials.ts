import { RandomSource } from '#contexts/identity/access/application/random-source.port';
import { createSecretKey } from 'node:crypto';
import { TokenSigner, type TokenClaims, type VerificationKey } from '#contexts/identity/session/application/token-signer.port';
import { PasswordHasher } from '#contexts/identity/user/application/password-hasher.port';

/** Reversible and instant; counts the verifications, since each must cost the same. */
export class PlainPasswordHasher extends PasswordHasher {
  verifications = 0;

  async hash(password: string): Promise<string> {
    return `hash of ${password}`;
  }

  async verify(password: string, hash: string | null): Promise<boolean> {
    this.verifications += 1;
    return hash === `hash of ${password}`;
  }
}

/** Hands out what it was given, then bytes that count up. */
export class ScriptedRandomSource extends RandomSource {
  #last = 0;

  constructor(private readonly script: Buffer[] = []) {
    super();
  }

  bytes(length: number): Buffer {
    this.#last += 1;
    return this.script.shift() ?? Buffer.alloc(length, this.#last);
  }
}

/** A token that shows its claims. */
export class JsonTokenSigner extends TokenSigner {
  readonly algorithms = ['HS256'] as const;
  readonly publicKeys = [];

  sign(claims: TokenClaims): string {
    return JSON.stringify(claims);
  }

  keyOf(): VerificationKey {
    return { algorithm: 'HS256', key: createSecretKey(Buffer.from('secret')) };
  }
}
