import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { User } from '../domain/user';
import type { UserRepository } from './user-repository.port';
import type { UserScope } from './user-scope';

/** The reads of users: one, all of a tenant. */
export class ReadUsers {
  constructor(
    private readonly users: UserRepository,
    private readonly scope: UserScope,
  ) {}

  /** `tenantId` as the caller wrote it; null means his own. */
  async list(actor: Actor, tenantId: string | null, query: ListQuery): Promise<Page<User>> {
    this.scope.admit(actor, 'user:read');
    return this.users.page(await this.scope.tenant(actor, tenantId, '?tenantId'), query);
  }

  async byId(actor: Actor, id: string): Promise<User> {
    this.scope.admit(actor, 'user:read');
    return this.scope.user(actor, id);
  }
}
