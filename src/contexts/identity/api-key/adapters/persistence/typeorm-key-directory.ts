import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { KeyDirectory, type NamedKey } from '../../application/key-directory.port';
import type { ApiKeyState } from '../../domain/api-key';
import { ApiKeyTable } from './api-key.table';

export class TypeOrmKeyDirectory extends KeyDirectory {
  readonly #keys: TableRows<ApiKeyState>;

  constructor(session: PersistenceSession) {
    super();
    this.#keys = session.rows(ApiKeyTable);
  }

  async named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, NamedKey>> {
    if (ids.length === 0) return new Map();
    const keys = await this.#keys.pick({ tenantId, id: [...new Set(ids)] }, ['id', 'userId', 'name', 'prefix']);
    return new Map(keys.map((each) => [each.id, each]));
  }
}
