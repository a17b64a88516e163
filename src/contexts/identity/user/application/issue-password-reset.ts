import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { RandomSource } from '../../access/application/random-source.port';
import { RESET_LIFETIME_MS, RESET_TOKEN_BYTES, resetTokenHash, resetTokenOf } from '../domain/password-reset';
import { USER_AUDIT } from '../domain/user-audit';
import type { AccountGuard } from './account-guard';
import type { PasswordResetRepository } from './password-reset-repository.port';
import type { UserRepository } from './user-repository.port';
import type { UserScope } from './user-scope';

export interface IssuePasswordResetCommand {
  readonly actor: Actor;
  readonly userId: string;
}

export interface IssuedReset {
  /** The token. Only this response and the caller have it. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** An administrator issues a token with which a user chooses a new password once. It voids an earlier one of the user. */
export class IssuePasswordReset {
  constructor(
    private readonly resets: PasswordResetRepository,
    private readonly users: UserRepository,
    private readonly scope: UserScope,
    private readonly guard: AccountGuard,
    private readonly random: RandomSource,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, userId }: IssuePasswordResetCommand): Promise<IssuedReset> {
    this.scope.admit(actor, 'user:reset');
    const token = resetTokenOf(this.random.bytes(RESET_TOKEN_BYTES));
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + RESET_LIFETIME_MS);
    await this.unitOfWork.run(async () => {
      const user = await this.scope.user(actor, userId);
      const { id, tenantId, role } = user.state;
      // With the token the caller could choose the password and sign in as the user.
      this.scope.requirePower(actor, { userId: id, before: role, after: role, signIn: 'user:reset' });
      // A change of role voids earlier tokens. The lock orders a concurrent change of role before or after this token.
      await this.users.lock(user);
      await this.resets.put({ tenantId, userId: id, tokenHash: resetTokenHash(token), createdAt: now, expiresAt });
      await this.guard.credentialsSet(actor, user);
      this.outbox.append(auditFact({ rule: USER_AUDIT.issue_reset, actor, tenantId, project: null, path: [id], details: { expiresAt } }));
    });
    return { token, expiresAt };
  }
}
