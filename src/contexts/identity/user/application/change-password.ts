import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { AttributedFailure } from '#shared/audit';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { Forbidden } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { ownSignIn } from '#shared/power';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { FailedSignIns } from '../../session/application/failed-sign-ins';
import { SESSION_AUDIT } from '../../session/domain/session-audit';
import { guardPassword, UserNotFound, type User } from '../domain/user';
import { USER_AUDIT, userChanges } from '../domain/user-audit';
import type { AccountGuard } from './account-guard';
import type { PasswordHasher } from './password-hasher.port';
import type { UserRepository } from './user-repository.port';

export interface ChangePasswordCommand {
  readonly actor: Actor;
  readonly currentPassword: string;
  readonly newPassword: string;
  /** The address of the request. */
  readonly address: string | null;
}

export class WrongPassword extends Forbidden implements AttributedFailure {
  readonly attempt: AttributedFailure['attempt'];

  constructor({ state }: User) {
    super('The current password is not right', 'identity.wrong_password');
    this.attempt = { tenantId: state.tenantId, resourceId: state.id };
  }
}

/** A user chooses a new password. Their other sessions end. */
export class ChangePassword {
  constructor(
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly failures: FailedSignIns,
    private readonly guard: AccountGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  /** Throws WrongPassword, TooManyFailures, and Forbidden for an API key, which does not prove the presence of its owner. */
  async execute({ actor, currentPassword, newPassword, address }: ChangePasswordCommand): Promise<void> {
    this.policy.require(actor, 'session:own');
    this.policy.requirePower(actor, ownSignIn(actor));
    guardPassword(newPassword, '/newPassword');
    const user = await this.#user(actor);
    await this.#requirePassword(actor, user, currentPassword, address ?? '');
    const passwordHash = await this.hasher.hash(newPassword);
    await this.unitOfWork.run(async () => {
      const before = await this.#user(actor);
      // Another request changed the password since the check.
      if (before.state.passwordHash !== user.state.passwordHash) throw new WrongPassword(before);
      const after = before.change({ passwordHash }, this.clock.now());
      await this.users.update(after);
      await this.guard.passwordChosen(after);
      const endedSessions = await this.guard.endSessions(actor, after);
      this.outbox.append(
        auditFact(
          { rule: USER_AUDIT.password, actor, project: null, path: [actor.id], changes: userChanges, details: { endedSessions } },
          before,
          after,
        ),
      );
    });
  }

  // The same limits as at sign-in apply, because a stolen token must not allow guessing.
  #requirePassword(actor: Actor, user: User, password: string, address: string): Promise<void> {
    const { emailKey, passwordHash } = user.state;
    return this.failures.inTurn(emailKey, address, async () => {
      if (await this.hasher.verify(password, passwordHash)) {
        this.failures.succeeded(emailKey, address);
        return;
      }
      if (this.failures.failed(emailKey, address)) await this.#recordLockout(actor);
      throw new WrongPassword(user);
    });
  }

  #recordLockout(actor: Actor): Promise<void> {
    return this.unitOfWork.run(() => {
      this.outbox.append(auditFact({ rule: SESSION_AUDIT.lockout, actor, project: null, path: [actor.id], outcome: 'denied' }));
      return Promise.resolve();
    });
  }

  async #user({ tenantId, id }: Actor): Promise<User> {
    const user = await this.users.find(tenantId, id);
    if (!user) throw new UserNotFound(id);
    return user;
  }
}
