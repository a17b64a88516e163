import { type CredentialStore, sessionKey, type StoredLogin } from './credential-store';

/** A pair of tokens as the server gave it. */
export interface LoginTokens {
  readonly token: string;
  readonly refreshToken: string | null;
  /** The expiry; null when the server gives none. */
  readonly expiresAt: Date | null;
}

/** Renews the tokens under `key` when the server does not accept them any more. */
export class LoginRenewal {
  #used: string;

  constructor(
    private readonly store: CredentialStore,
    private readonly key: string,
    login: StoredLogin,
  ) {
    this.#used = login.token;
  }

  /** Returns a token other than the last one; null when there is none. */
  async next(refresh: (refreshToken: string) => Promise<LoginTokens>): Promise<string | null> {
    const kept = this.store.find(this.key);
    if (!kept) return null;
    // Another command was faster: a refresh token is valid once, and its second use would end the session.
    if (kept.token !== this.#used) return (this.#used = kept.token);
    const { refreshToken } = kept;
    if (refreshToken === undefined || refreshToken === null) return null;
    const { token, ...renewed } = await refresh(refreshToken);
    this.store.keep(this.key, loginOf(kept.email, { token, ...renewed }));
    return (this.#used = token);
  }
}

/** The session of a password in the environment. The store keeps it for later commands, if there is a home folder. */
export class KeptSession {
  constructor(
    private readonly store: CredentialStore,
    private readonly baseUrl: string,
    private readonly email: string,
  ) {}

  /** The tokens of an earlier command, or of `japm login` with the same e-mail; null when there are none. */
  find(): { readonly token: string; readonly renewal: LoginRenewal } | null {
    for (const key of [sessionKey(this.baseUrl, this.email), this.baseUrl]) {
      const login = quietly(() => this.store.find(key));
      if (login?.email === this.email) return { token: login.token, renewal: new LoginRenewal(this.store, key, login) };
    }
    return null;
  }

  keep(tokens: LoginTokens): void {
    quietly(() => {
      this.store.keep(sessionKey(this.baseUrl, this.email), loginOf(this.email, tokens));
    });
  }
}

/** Ignores faults of the store, because a command with a password works without it. */
function quietly<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

export const loginOf = (email: string, { token, refreshToken, expiresAt }: LoginTokens): StoredLogin => ({
  token,
  refreshToken,
  email,
  expiresAt: expiresAt?.toISOString() ?? null,
});
