import type { CredentialStore, StoredLogin } from './credential-store';

/** A pair of tokens as the server gave it. */
export interface LoginTokens {
  readonly token: string;
  readonly refreshToken: string | null;
  /** Null when the server does not say. */
  readonly expiresAt: Date | null;
}

/** Renews what `japm login` has kept when the server does not take its token any more. */
export class LoginRenewal {
  #used: string;

  constructor(
    private readonly store: CredentialStore,
    private readonly baseUrl: string,
    login: StoredLogin,
  ) {
    this.#used = login.token;
  }

  /** Another token than the last one; null when there is none. */
  async next(refresh: (refreshToken: string) => Promise<LoginTokens>): Promise<string | null> {
    const kept = this.store.find(this.baseUrl);
    if (!kept) return null;
    // Another command was faster: a refresh token is good once, and its second use would end the session.
    if (kept.token !== this.#used) return (this.#used = kept.token);
    const { refreshToken } = kept;
    if (refreshToken === undefined || refreshToken === null) return null;
    const { token, ...renewed } = await refresh(refreshToken);
    this.store.keep(this.baseUrl, loginOf(kept.email, { token, ...renewed }));
    return (this.#used = token);
  }
}

export const loginOf = (email: string, { token, refreshToken, expiresAt }: LoginTokens): StoredLogin => ({
  token,
  refreshToken,
  email,
  expiresAt: expiresAt?.toISOString() ?? null,
});
