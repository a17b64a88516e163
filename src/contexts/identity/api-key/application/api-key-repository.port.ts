import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { ApiKeyNotFound, type ApiKey, type ApiKeyState } from '../domain/api-key';

export const API_KEY_LIST: ListRules<ApiKeyState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name' },
  order: 'createdAt',
  tie: 'id',
  search: ['name', 'prefix'],
  filters: {},
};

export abstract class ApiKeyRepository {
  /** Throws ApiKeyPrefixTaken. */
  abstract add(apiKey: ApiKey): Promise<void>;
  /** Replaces the revision before this one, except its last use; throws StaleRevision when that is not the stored one. */
  abstract update(apiKey: ApiKey): Promise<void>;
  /** Moves the last use of those keys forward in one statement. It does not count as a change of the keys. */
  abstract touch(tenantId: string, ids: readonly string[], lastUsedAt: Date): Promise<void>;
  abstract find(tenantId: string, userId: string, id: string): Promise<ApiKey | null>;

  /** Works like find, and throws ApiKeyNotFound instead of returning null. */
  async require(tenantId: string, userId: string, id: string): Promise<ApiKey> {
    const apiKey = await this.find(tenantId, userId, id);
    if (!apiKey) throw new ApiKeyNotFound(id);
    return apiKey;
  }

  /** Searches all tenants, because a key does not name its tenant. */
  abstract findByPrefix(prefix: string): Promise<ApiKey | null>;
  /** A page of the user's keys, including revoked ones. */
  abstract page(tenantId: string, userId: string, query: ListQuery): Promise<Page<ApiKey>>;
}
