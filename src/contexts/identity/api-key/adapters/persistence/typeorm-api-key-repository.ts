import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { API_KEY_LIST, ApiKeyRepository } from '../../application/api-key-repository.port';
import { ApiKey, ApiKeyPrefixTaken, type ApiKeyState } from '../../domain/api-key';
import { ApiKeyTable } from './api-key.table';

export class TypeOrmApiKeyRepository extends ApiKeyRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: ApiKey): Promise<void> {
    await this.session.guarded({ uq_api_key_prefix: () => new ApiKeyPrefixTaken() }, () =>
      this.session.writer.createQueryBuilder().insert().into(ApiKeyTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: ApiKey): Promise<void> {
    const { tenantId, id, lastUsedAt: _lastUsedAt, ...columns } = state;
    const result = await this.session.writer.getRepository(ApiKeyTable).update({ tenantId, id, revision: state.revision - 1 }, columns);
    if (result.affected === 0) throw new StaleRevision('API key', id);
  }

  async touch(tenantId: string, ids: readonly string[], lastUsedAt: Date): Promise<void> {
    await this.session.writer.getRepository(ApiKeyTable).update({ tenantId, id: among(this.session.writer, ids) }, { lastUsedAt });
  }

  async find(tenantId: string, userId: string, id: string): Promise<ApiKey | null> {
    return restored(await this.session.reader.getRepository(ApiKeyTable).findOneBy({ tenantId, userId, id }));
  }

  async findByPrefix(prefix: string): Promise<ApiKey | null> {
    return restored(await this.session.reader.getRepository(ApiKeyTable).findOneBy({ prefix }));
  }

  async page(tenantId: string, userId: string, query: ListQuery): Promise<Page<ApiKey>> {
    const rows = this.session.reader.createQueryBuilder(ApiKeyTable, 'apiKey').where({ tenantId, userId });
    return mapPage(await pageOf(rows, API_KEY_LIST, query), (row) => ApiKey.restore(row));
  }
}

const restored = (row: ApiKeyState | null): ApiKey | null => (row ? ApiKey.restore(row) : null);
