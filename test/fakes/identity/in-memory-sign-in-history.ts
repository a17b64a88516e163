import { MAX_REMEMBERED, SignInHistory } from '#contexts/identity/session/application/sign-in-history.port';
import { keyOf, type IdentityStore } from './identity-store';

export class InMemorySignInHistory extends SignInHistory {
  /** How often it was asked. */
  asked = 0;

  constructor(private readonly store: IdentityStore) {
    super();
  }

  async addresses(emailKey: string, since: Date): Promise<readonly string[]> {
    this.asked += 1;
    return [...this.store.sessions.values()]
      .map(({ state }) => state)
      .filter(({ tenantId, userId }) => this.store.users.get(keyOf(tenantId, userId))?.state.emailKey === emailKey)
      .filter(({ createdAt }) => createdAt >= since)
      .sort((a, b) => +b.createdAt - +a.createdAt)
      .slice(0, MAX_REMEMBERED)
      .flatMap(({ ip }) => (ip === null ? [] : [ip]));
  }
}
