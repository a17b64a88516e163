import { IsNull, Not } from 'typeorm';
import { among } from '#platform/persistence/among';
import { heldRows } from '#platform/persistence/held-rows';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Counts } from '#shared/audit';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { TenantNotFound } from '../../../tenant/domain/tenant';
import { USER_LIST, UserRepository } from '../../application/user-repository.port';
import { EmailTaken, User, type UserState } from '../../domain/user';
import { UserTable } from './user.table';

const ALL_ROWS = {
  users: 'identity_user WHERE tenant_id = ?',
  apiKeys: 'identity_api_key WHERE tenant_id = ?',
  sessions: 'identity_session WHERE tenant_id = ?',
  oidcLinks: 'identity_oidc_link WHERE tenant_id = ?',
};
const HIS_ROWS = {
  users: 'identity_user WHERE tenant_id = ? AND id = ?',
  apiKeys: 'identity_api_key WHERE tenant_id = ? AND user_id = ?',
  sessions: 'identity_session WHERE tenant_id = ? AND user_id = ?',
  oidcLinks: 'identity_oidc_link WHERE tenant_id = ? AND user_id = ?',
};

export class TypeOrmUserRepository extends UserRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: User): Promise<void> {
    await this.session.guarded({ uq_user_email: () => new EmailTaken(), fk_user_tenant: () => new TenantNotFound(state.tenantId) }, () =>
      this.session.writer.createQueryBuilder().insert().into(UserTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: User): Promise<void> {
    const { tenantId, id, revision, email, emailKey, name, role, passwordHash, disabledAt, updatedAt } = state;
    const result = await this.session.guarded({ uq_user_email: () => new EmailTaken() }, () =>
      this.session.writer
        .getRepository(UserTable)
        .update({ tenantId, id, revision: revision - 1 }, { revision, email, emailKey, name, role, passwordHash, disabledAt, updatedAt }),
    );
    if (result.affected === 0) throw new StaleRevision('User', id);
  }

  async lock({ state: { tenantId, id, revision } }: User): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine; SQLite knows no SELECT … FOR UPDATE.
    const result = await this.session.writer.getRepository(UserTable).update({ tenantId, id, revision }, { revision });
    if (result.affected === 0) throw new StaleRevision('User', id);
  }

  async remove({ state: { tenantId, id, revision } }: User): Promise<Counts> {
    const { users: _himself, ...removed } = await heldRows(this.session.writer, HIS_ROWS, [tenantId, id]);
    const result = await this.session.writer.getRepository(UserTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw new StaleRevision('User', id);
    return removed;
  }

  async removeAll(tenantId: string): Promise<Counts> {
    const removed = await heldRows(this.session.writer, ALL_ROWS, [tenantId]);
    await this.session.writer.getRepository(UserTable).delete({ tenantId });
    return removed;
  }

  async countAdministrators(tenantId: string, except: string): Promise<number> {
    const { writer } = this.session;
    const role = among(writer, ['admin', 'tenant_admin'] as const);
    return writer.getRepository(UserTable).countBy({ tenantId, id: Not(except), role, disabledAt: IsNull() });
  }

  async find(tenantId: string, id: string): Promise<User | null> {
    return restored(await this.session.reader.getRepository(UserTable).findOneBy({ tenantId, id }));
  }

  async findIn(tenantIds: readonly string[], id: string): Promise<User | null> {
    const { reader } = this.session;
    return restored(await reader.getRepository(UserTable).findOneBy({ tenantId: among(reader, tenantIds), id }));
  }

  async findByEmailKey(emailKey: string): Promise<User | null> {
    return restored(await this.session.reader.getRepository(UserTable).findOneBy({ emailKey }));
  }

  async list(tenantId: string): Promise<User[]> {
    const rows = await this.session.reader.getRepository(UserTable).find({ where: { tenantId }, order: { createdAt: 'ASC', id: 'ASC' } });
    return rows.map((row) => User.restore(row));
  }

  async page(tenantId: string, query: ListQuery): Promise<Page<User>> {
    const rows = this.session.reader.createQueryBuilder(UserTable, 'user').where({ tenantId });
    if (query.filters.role !== undefined) rows.andWhere({ role: query.filters.role });
    return mapPage(await pageOf(rows, USER_LIST, query), (row) => User.restore(row));
  }
}

const restored = (row: UserState | null): User | null => (row ? User.restore(row) : null);
