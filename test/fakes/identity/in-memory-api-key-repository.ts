import { API_KEY_LIST, ApiKeyRepository } from '#contexts/identity/api-key/application/api-key-repository.port';
import { ApiKey, ApiKeyPrefixTaken } from '#contexts/identity/api-key/domain/api-key';
import { StaleRevision } from '#shared/errors';
import { pageOfAll, type ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
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

  async page(tenantId: string, userId: string, query: ListQuery): Promise<Page<ApiKey>> {
    const all = [...this.store.apiKeys.values()]
      .map(({ state }) => state)
      .filter((state) => state.tenantId === tenantId && state.userId === userId);
    return mapPage(pageOfAll(all, API_KEY_LIST, query), (state) => ApiKey.restore(state));
  }
}
