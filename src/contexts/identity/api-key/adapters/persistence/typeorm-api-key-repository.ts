import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { API_KEY_LIST, ApiKeyRepository } from '../../application/api-key-repository.port';
import { ApiKey, ApiKeyPrefixTaken, type ApiKeyState } from '../../domain/api-key';
import { ApiKeyTable } from './api-key.table';

export class TypeOrmApiKeyRepository extends ApiKeyRepository {
  readonly #keys: TableStore<ApiKeyState, ApiKey>;

  constructor(session: PersistenceSession) {
    super();
    this.#keys = session.store(ApiKeyTable, {
      restore: (row) => ApiKey.restore(row),
      stale: ({ id }) => new StaleRevision('API key', id),
      constant: ['lastUsedAt'],
      taken: { uq_api_key_prefix: () => new ApiKeyPrefixTaken() },
    });
  }

  add({ state }: ApiKey): Promise<void> {
    return this.#keys.insert(state);
  }

  update({ state }: ApiKey): Promise<void> {
    return this.#keys.update(state);
  }

  async touch(tenantId: string, ids: readonly string[], lastUsedAt: Date): Promise<void> {
    await this.#keys.updateWhere({ tenantId, id: ids }, { lastUsedAt });
  }

  find(tenantId: string, userId: string, id: string): Promise<ApiKey | null> {
    return this.#keys.find({ tenantId, userId, id });
  }

  findByPrefix(prefix: string): Promise<ApiKey | null> {
    return this.#keys.find({ prefix });
  }

  page(tenantId: string, userId: string, query: ListQuery): Promise<Page<ApiKey>> {
    return this.#keys.page({ tenantId, userId }, API_KEY_LIST, query);
  }
}
