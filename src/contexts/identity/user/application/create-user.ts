import type { Actor, Role } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { guardAccount, User } from '../domain/user';
import { USER_AUDIT, userChanges } from '../domain/user-audit';
import type { AccountGuard } from './account-guard';
import type { PasswordHasher } from './password-hasher.port';
import type { UserRepository } from './user-repository.port';
import type { UserScope } from './user-scope';

export interface CreateUserCommand {
  readonly actor: Actor;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  /** The tenant as the caller wrote it; null means their own. */
  readonly tenantId: string | null;
}

export class CreateUser {
  constructor(
    private readonly users: UserRepository,
    private readonly scope: UserScope,
    private readonly hasher: PasswordHasher,
    private readonly guard: AccountGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, email, password, name, role, tenantId: named }: CreateUserCommand): Promise<User> {
    this.scope.admit(actor, 'user:write');
    const tenantId = await this.scope.tenant(actor, named, '/tenantId');
    this.scope.requirePower(actor, { userId: null, before: null, after: role, signIn: 'user:write' });
    guardAccount({ email, password, name });
    // Hashing takes tens of milliseconds, so it comes before the transaction.
    const passwordHash = await this.hasher.hash(password);
    return this.unitOfWork.run(async () => {
      const user = User.create({ id: this.ids.next(), tenantId, email, name, role, passwordHash, now: this.clock.now() });
      await this.users.add(user);
      await this.guard.credentialsSet(actor, user);
      this.outbox.append(
        auditFact({ rule: USER_AUDIT.create, actor, tenantId, project: null, path: [user.state.id], changes: userChanges }, null, user),
      );
      return user;
    });
  }
}
