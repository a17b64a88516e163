import { sign, verify } from 'jsonwebtoken';
import { TOKEN_ALGORITHM, TokenSigner, type TokenClaims } from '../../application/token-signer.port';
import type { TokenSettings } from '../../application/token-settings';

export class JwtTokenSigner extends TokenSigner {
  readonly #signing: string;

  constructor(private readonly settings: TokenSettings) {
    super();
    const [signing] = settings.secrets;
    if (signing === undefined) throw new Error('no token secret');
    this.#signing = signing;
  }

  sign(claims: TokenClaims): string {
    return sign(claims, this.#signing, { algorithm: TOKEN_ALGORITHM, expiresIn: this.settings.lifetimeSeconds });
  }

  secretOf(token: string): string {
    return this.settings.secrets.slice(1).find((secret) => isSignedWith(secret, token)) ?? this.#signing;
  }
}

// The signature alone; whoever asks checks the times.
function isSignedWith(secret: string, token: string): boolean {
  try {
    verify(token, secret, { algorithms: [TOKEN_ALGORITHM], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
}
