import type { Actor } from '#shared/actor';
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
  async list(actor: Actor, tenantId: string | null): Promise<User[]> {
    this.scope.admit(actor, 'user:read');
    return this.users.list(await this.scope.tenant(actor, tenantId, '?tenantId'));
  }

  async byId(actor: Actor, id: string): Promise<User> {
    this.scope.admit(actor, 'user:read');
    return this.scope.user(actor, id);
  }
}
