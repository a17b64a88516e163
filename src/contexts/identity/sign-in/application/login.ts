import { PLATFORM_TENANT_ID } from '#shared/actor';
import type { AttributedFailure } from '#shared/audit';
import { auditFact } from '#shared/audit-fact';
import { DomainError } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { PasswordHasher } from '../../user/application/password-hasher.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import { emailKeyOf } from '../../user/domain/email';
import type { User } from '../../user/domain/user';
import { SESSION_AUDIT } from '../../session/domain/session-audit';
import { TooManyFailures, type FailedSignIns } from '../../session/application/failed-sign-ins';
import { SignInRefused, type IssueSession, type SignInOrigin, type Tokens } from './issue-session';

export interface LoginCommand {
  /** Null when the client sent none, which gives the same response as a wrong one. */
  readonly email: string | null;
  readonly password: string | null;
  readonly origin: SignInOrigin;
}

/** The error is the same for an unknown address and a wrong password, in text and in time. The attempt belongs to the account in the audit log. */
export class InvalidCredentials extends DomainError implements AttributedFailure {
  readonly attempt: AttributedFailure['attempt'];

  constructor(user: User | null) {
    super('unauthenticated', 'identity.invalid_credentials', 'Invalid credentials');
    this.attempt = attemptOn(user);
  }
}

/** Signs in with e-mail and password. */
export class Login {
  constructor(
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly failures: FailedSignIns,
    private readonly issueSession: IssueSession,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws InvalidCredentials, also for a disabled account or tenant, and TooManyFailures. */
  async execute({ email, password, origin }: LoginCommand): Promise<Tokens> {
    const account = email === null ? '' : emailKeyOf(email);
    const user = account === '' ? null : await this.users.findByEmailKey(account);
    const address = origin.ip ?? '';
    try {
      return await this.failures.inTurn(account, address, () => this.#attempt(user, account, password, origin));
    } catch (error) {
      throw error instanceof TooManyFailures ? Object.assign(error, { attempt: attemptOn(user) }) : error;
    }
  }

  async #attempt(user: User | null, account: string, password: string | null, origin: SignInOrigin): Promise<Tokens> {
    const address = origin.ip ?? '';
    const matches = await this.hasher.verify(password ?? '', user?.state.passwordHash ?? null);
    if (user && matches) {
      try {
        const tokens = await this.issueSession.execute(user, origin);
        this.failures.succeeded(account, address);
        return tokens;
      } catch (error) {
        if (!(error instanceof SignInRefused)) throw error;
      }
    }
    if (this.failures.failed(account, address)) await this.#recordLockout(user);
    throw new InvalidCredentials(user);
  }

  #recordLockout(user: User | null): Promise<void> {
    const { tenantId, resourceId } = attemptOn(user);
    return this.unitOfWork.run(() => {
      this.outbox.append(
        auditFact({
          rule: SESSION_AUDIT.lockout,
          actor: { type: 'anonymous', id: 'unknown', tenantId, role: null, name: null, email: null, apiKeyId: null },
          project: null,
          path: [resourceId],
          outcome: 'denied',
        }),
      );
      return Promise.resolve();
    });
  }
}

const attemptOn = (user: User | null): AttributedFailure['attempt'] => ({
  tenantId: user?.state.tenantId ?? PLATFORM_TENANT_ID,
  resourceId: user?.state.id ?? 'unknown',
});
