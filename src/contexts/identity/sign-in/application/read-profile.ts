import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { UserRepository } from '../../user/application/user-repository.port';
import { UserNotFound, type User } from '../../user/domain/user';

/** Returns the caller as a user; for an API key, its owner. */
export class ReadProfile {
  constructor(
    private readonly users: UserRepository,
    private readonly policy: AccessPolicy,
  ) {}

  async execute(actor: Actor): Promise<User> {
    this.policy.require(actor, 'profile:read');
    const user = await this.users.find(actor.tenantId, actor.id);
    if (!user) throw new UserNotFound(actor.id);
    return user;
  }
}
