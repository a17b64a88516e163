import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { CrossTenantReads } from '../../tenant/application/cross-tenant-reads';
import type { User } from '../domain/user';
import { USER_AUDIT } from '../domain/user-audit';
import type { UserRepository } from './user-repository.port';
import type { UserScope } from './user-scope';

/** Reads one user, or all users of a tenant. */
export class ReadUsers {
  constructor(
    private readonly users: UserRepository,
    private readonly scope: UserScope,
    private readonly foreign: CrossTenantReads,
  ) {}

  /** `tenantId` is the value from the caller; null means their own tenant. */
  async list(actor: Actor, tenantId: string | null, query: ListQuery): Promise<Page<User>> {
    this.scope.admit(actor, 'user:read');
    const of = await this.scope.tenant(actor, tenantId, '?tenantId');
    await this.foreign.record(actor, USER_AUDIT.list, of, of);
    return this.users.page(of, query);
  }

  async byId(actor: Actor, id: string): Promise<User> {
    this.scope.admit(actor, 'user:read');
    const user = await this.scope.user(actor, id);
    await this.foreign.record(actor, USER_AUDIT.read, user.state.tenantId, id);
    return user;
  }
}
