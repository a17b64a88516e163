import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { groupedBy } from '#shared/grouped-by';
import { PeopleDirectory, type AccountHistory, type Person } from '../../application/people-directory.port';
import { CredentialSettingTable } from './credential-setting.table';
import { UserTable } from './user.table';

export class TypeOrmPeopleDirectory extends PeopleDirectory {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    if (ids.length === 0) return new Map();
    const rows = await this.session.reader.getRepository(UserTable).find({
      select: { tenantId: true, id: true, name: true, email: true },
      where: { tenantId, id: among(this.session.reader, new Set(ids)) },
    });
    return new Map(rows.map(({ id, name, email }) => [id, { id, name, email }]));
  }

  async accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, AccountHistory>> {
    if (ids.length === 0) return new Map();
    const { reader } = this.session;
    const wanted = new Set(ids);
    const users = await reader.getRepository(UserTable).find({
      select: { tenantId: true, id: true, createdAt: true },
      where: { tenantId, id: among(reader, wanted) },
    });
    const settings = groupedBy(
      await reader.getRepository(CredentialSettingTable).findBy({ tenantId, userId: among(reader, wanted) }),
      ({ userId }) => userId,
    );
    return new Map(
      users.map(({ id, createdAt }) => {
        const credentialsSetBy = (settings.get(id) ?? []).map(({ setBy, replacedAt }) => ({ userId: setBy, replacedAt }));
        return [id, { createdAt, credentialsSetBy }];
      }),
    );
  }
}
