import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { groupedBy } from '#shared/grouped-by';
import { PeopleDirectory, type AccountHistory, type Person } from '../../application/people-directory.port';
import type { CredentialSetting } from '../../domain/credential-setting';
import type { UserState } from '../../domain/user';
import { CredentialSettingTable } from './credential-setting.table';
import { UserTable } from './user.table';

export class TypeOrmPeopleDirectory extends PeopleDirectory {
  readonly #users: TableRows<UserState>;
  readonly #settings: TableRows<CredentialSetting>;

  constructor(session: PersistenceSession) {
    super();
    this.#users = session.rows(UserTable);
    this.#settings = session.rows(CredentialSettingTable);
  }

  async named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    if (ids.length === 0) return new Map();
    const people = await this.#users.pick({ tenantId, id: [...new Set(ids)] }, ['id', 'name', 'email']);
    return new Map(people.map((each) => [each.id, each]));
  }

  async accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, AccountHistory>> {
    if (ids.length === 0) return new Map();
    const wanted = [...new Set(ids)];
    const users = await this.#users.pick({ tenantId, id: wanted }, ['id', 'createdAt']);
    const settings = groupedBy(await this.#settings.list({ tenantId, userId: wanted }), ({ userId }) => userId);
    return new Map(
      users.map(({ id, createdAt }) => {
        const credentialsSetBy = (settings.get(id) ?? []).map(({ setBy, replacedAt }) => ({ userId: setBy, replacedAt }));
        return [id, { createdAt, credentialsSetBy }];
      }),
    );
  }
}
