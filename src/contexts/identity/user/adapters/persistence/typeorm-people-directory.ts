import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { PeopleDirectory, type Person } from '../../application/people-directory.port';
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
}
