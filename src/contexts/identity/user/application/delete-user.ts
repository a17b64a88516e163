import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { UserInUse, type User } from '../domain/user';
import { USER_AUDIT, userChanges } from '../domain/user-audit';
import type { AccountGuard } from './account-guard';
import type { IdentityUsage } from './identity-usage.port';
import type { UserRepository } from './user-repository.port';
import type { UserScope } from './user-scope';

export interface DeleteUserCommand {
  readonly actor: Actor;
  readonly userId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteUser {
  constructor(
    private readonly users: UserRepository,
    private readonly usage: IdentityUsage,
    private readonly scope: UserScope,
    private readonly guard: AccountGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the user as it was. API keys, sessions, links and memberships are deleted with it. */
  execute({ actor, userId, expectedRevision }: DeleteUserCommand): Promise<User> {
    return this.unitOfWork.run(async () => {
      this.scope.admit(actor, 'user:write');
      const user = await this.scope.user(actor, userId);
      requireRevision('User', userId, user.state, expectedRevision);
      const { id, tenantId, role } = user.state;
      if (id === actor.id) throw new UserInUse('it is your own account');
      this.scope.requirePower(actor, { userId: id, before: role, after: null, signIn: null });
      // From here on, nobody can give this user a project or a membership.
      await this.users.lock(user);
      const blockers = await this.usage.ofUser(tenantId, id);
      if (blockers.length > 0) throw new UserInUse(`it still owns ${blockers.join(', ')}`);
      await this.guard.keepAdministrator(user, null);
      const memberships = await this.usage.membershipsOf(tenantId, id);
      const removed = { ...(await this.users.remove(user)), memberships };
      this.outbox.append(
        auditFact(
          { rule: USER_AUDIT.delete, actor, tenantId, project: null, path: [id], changes: userChanges, details: { removed } },
          user,
        ),
      );
      return user;
    });
  }
}
