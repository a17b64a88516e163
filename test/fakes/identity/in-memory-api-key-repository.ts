import { ApiKeyRepository } from '#contexts/identity/api-key/application/api-key-repository.port';
import { ApiKey, ApiKeyPrefixTaken } from '#contexts/identity/api-key/domain/api-key';
import { StaleRevision } from '#shared/errors';
import { keyOf, type IdentityStore } from './identity-store';

export class InMemoryApiKeyRepository extends ApiKeyRepository {
  constructor(private readonly store: IdentityStore) {
    super();
  }

  async add(apiKey: ApiKey): Promise<void> {
    const { tenantId, id, prefix } = apiKey.state;
    if (await this.findByPrefix(prefix)) throw new ApiKeyPrefixTaken();
    this.store.apiKeys.set(keyOf(tenantId, id), apiKey);
  }

  async update({ state }: ApiKey): Promise<void> {
    const key = keyOf(state.tenantId, state.id);
    const stored = this.store.apiKeys.get(key);
    if (stored?.state.revision !== state.revision - 1) throw new StaleRevision('API key', state.id);
    this.store.apiKeys.set(key, ApiKey.restore({ ...state, lastUsedAt: stored.state.lastUsedAt }));
  }

  async touch(tenantId: string, ids: readonly string[], lastUsedAt: Date): Promise<void> {
    for (const id of ids) {
      const stored = this.store.apiKeys.get(keyOf(tenantId, id));
      if (stored) this.store.apiKeys.set(keyOf(tenantId, id), ApiKey.restore({ ...stored.state, lastUsedAt }));
    }
  }

  async find(tenantId: string, userId: string, id: string): Promise<ApiKey | null> {
    const stored = this.store.apiKeys.get(keyOf(tenantId, id));
    return stored?.state.userId === userId ? stored : null;
  }

  async findByPrefix(prefix: string): Promise<ApiKey | null> {
    return [...this.store.apiKeys.values()].find(({ state }) => state.prefix === prefix) ?? null;
  }

  async list(tenantId: string, userId: string): Promise<ApiKey[]> {
    return [...this.store.apiKeys.values()]
      .filter(({ state }) => state.tenantId === tenantId && state.userId === userId)
      .sort((a, b) => +a.state.createdAt - +b.state.createdAt || (a.state.id < b.state.id ? -1 : 1));
  }
}
