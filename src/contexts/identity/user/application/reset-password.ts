import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { InvalidResetToken, resetTokenHash, type PasswordReset } from '../domain/password-reset';
import { guardPassword } from '../domain/user';
import { USER_AUDIT, userChanges } from '../domain/user-audit';
import type { AccountGuard } from './account-guard';
import type { PasswordHasher } from './password-hasher.port';
import type { PasswordResetRepository } from './password-reset-repository.port';
import type { UserRepository } from './user-repository.port';

export interface ResetPasswordCommand {
  readonly token: string;
  readonly newPassword: string;
}

/** Consumes a token of IssuePasswordReset and ends all sessions of the user. A disabled account stays disabled. */
export class ResetPassword {
  constructor(
    private readonly resets: PasswordResetRepository,
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly guard: AccountGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws InvalidResetToken. */
  async execute({ token, newPassword }: ResetPasswordCommand): Promise<void> {
    guardPassword(newPassword, '/newPassword');
    const reset = await this.#valid(token);
    // The hash is computed only for a valid token, which has 256 random bits and cannot be guessed.
    const passwordHash = await this.hasher.hash(newPassword);
    await this.unitOfWork.run(async () => {
      const { tenantId, userId } = reset;
      const before = (await this.resets.take(reset)) ? await this.users.find(tenantId, userId) : null;
      if (!before) throw new InvalidResetToken(reset);
      const after = before.change({ passwordHash }, this.clock.now());
      await this.users.update(after);
      const { role, name, email } = after.state;
      const actor: Actor = { type: 'user', id: userId, tenantId, role, name, email, apiKeyId: null };
      const endedSessions = await this.guard.endSessions(actor, after);
      this.outbox.append(
        auditFact(
          { rule: USER_AUDIT.reset_password, actor, project: null, path: [userId], changes: userChanges, details: { endedSessions } },
          before,
          after,
        ),
      );
    });
  }

  async #valid(token: string): Promise<PasswordReset> {
    const reset = await this.resets.findByHash(resetTokenHash(token));
    if (!reset || reset.expiresAt <= this.clock.now()) throw new InvalidResetToken(reset);
    return reset;
  }
}
