import { type CredentialStore, sessionKey, type StoredLogin } from './credential-store';

/** A pair of tokens as the server gave it. */
export interface LoginTokens {
  readonly token: string;
  readonly refreshToken: string | null;
  /** Null when the server does not say. */
  readonly expiresAt: Date | null;
}

/** Renews what is kept under `key` when the server does not take its token any more. */
export class LoginRenewal {
  #used: string;

  constructor(
    private readonly store: CredentialStore,
    private readonly key: string,
    login: StoredLogin,
  ) {
    this.#used = login.token;
  }

  /** Another token than the last one; null when there is none. */
  async next(refresh: (refreshToken: string) => Promise<LoginTokens>): Promise<string | null> {
    const kept = this.store.find(this.key);
    if (!kept) return null;
    // Another command was faster: a refresh token is good once, and its second use would end the session.
    if (kept.token !== this.#used) return (this.#used = kept.token);
    const { refreshToken } = kept;
    if (refreshToken === undefined || refreshToken === null) return null;
    const { token, ...renewed } = await refresh(refreshToken);
    this.store.keep(this.key, loginOf(kept.email, { token, ...renewed }));
    return (this.#used = token);
  }
}

/** The session of a password in the environment: kept for the commands that follow, where there is a place for it. */
export class KeptSession {
  constructor(
    private readonly store: CredentialStore,
    private readonly baseUrl: string,
    private readonly email: string,
  ) {}

  /** Of an earlier command, or of `japm login` with the same e-mail; null when there is none. */
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

/** Commands that are given a password need nothing that is kept. */
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
