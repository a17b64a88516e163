import { not } from '#platform/persistence/lookup';
import { heldRows } from '#platform/persistence/held-rows';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import type { Counts } from '#shared/audit';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
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
  readonly #users: TableStore<UserState, User>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#users = session.store(UserTable, {
      restore: (row) => User.restore(row),
      stale: ({ id }) => new StaleRevision('User', id),
      constant: ['createdAt'],
      taken: { uq_user_email: () => new EmailTaken(), fk_user_tenant: ({ tenantId }) => new TenantNotFound(tenantId) },
    });
  }

  add({ state }: User): Promise<void> {
    return this.#users.insert(state);
  }

  update({ state }: User): Promise<void> {
    return this.#users.update(state);
  }

  lock({ state }: User): Promise<void> {
    return this.#users.lock(state);
  }

  async remove({ state }: User): Promise<Counts> {
    const { users: _himself, ...removed } = await heldRows(this.session.writer, HIS_ROWS, [state.tenantId, state.id]);
    await this.#users.remove(state);
    return removed;
  }

  async removeAll(tenantId: string): Promise<Counts> {
    const removed = await heldRows(this.session.writer, ALL_ROWS, [tenantId]);
    await this.#users.removeWhere({ tenantId });
    return removed;
  }

  countAdministrators(tenantId: string, except: string): Promise<number> {
    return this.#users.count({ tenantId, id: not(except), role: ['admin', 'tenant_admin'], disabledAt: null });
  }

  find(tenantId: string, id: string): Promise<User | null> {
    return this.#users.find({ tenantId, id });
  }

  findIn(tenantIds: readonly string[], id: string): Promise<User | null> {
    return this.#users.find({ tenantId: tenantIds, id });
  }

  findByEmailKey(emailKey: string): Promise<User | null> {
    return this.#users.find({ emailKey });
  }

  list(tenantId: string): Promise<User[]> {
    return this.#users.list({ tenantId }, { createdAt: 'ASC', id: 'ASC' });
  }

  page(tenantId: string, query: ListQuery): Promise<Page<User>> {
    const { role } = query.filters;
    return this.#users.page({ tenantId, ...(role !== undefined && { role: role as UserState['role'] }) }, USER_LIST, query);
  }
}
