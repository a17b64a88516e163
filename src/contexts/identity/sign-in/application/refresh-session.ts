import { PLATFORM_TENANT_ID } from '#shared/actor';
import type { AttributedFailure } from '#shared/audit';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { DomainError, StaleRevision } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { RandomSource } from '../../access/application/random-source.port';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import type { User } from '../../user/domain/user';
import { parseRefreshToken, REFRESH_BYTES, tokenHashOf, type RefreshToken } from '../../session/domain/refresh-token';
import type { Session } from '../../session/domain/session';
import { SESSION_AUDIT } from '../../session/domain/session-audit';
import type { IssueSession, Tokens } from './issue-session';
import type { SessionRepository } from '../../session/application/session-repository.port';

/** The error is the same for a token that is unknown, expired or used, and for one whose session or account has ended. */
export class InvalidRefreshToken extends DomainError implements AttributedFailure {
  readonly attempt: AttributedFailure['attempt'];
  /** Whether the audit log has the reuse already. */
  readonly recorded: boolean;

  constructor(session: Session | null, recorded = false) {
    super('unauthenticated', 'identity.invalid_refresh_token', 'The refresh token is not valid');
    this.attempt = { tenantId: session?.state.tenantId ?? PLATFORM_TENANT_ID, resourceId: session?.state.id ?? 'unknown' };
    this.recorded = recorded;
  }
}

/** Exchanges a refresh token once for a new pair. Its second use ends the session, because two parties have it. */
export class RefreshSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly tenants: TenantRepository,
    private readonly issueSession: IssueSession,
    private readonly random: RandomSource,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws InvalidRefreshToken. */
  async execute(text: string): Promise<Tokens> {
    const token = parseRefreshToken(text);
    if (!token) throw new InvalidRefreshToken(null);
    try {
      return await this.#refresh(token);
    } catch (error) {
      // Another request used the token between the read and the write. A second read finds a used token or an ended session.
      if (error instanceof StaleRevision) return this.#refresh(token);
      throw error;
    }
  }

  async #refresh(token: RefreshToken): Promise<Tokens> {
    // This check is outside the transaction, which must not end without an event; it refuses most invalid tokens.
    const { session } = await this.#usable(token);
    const done = await this.unitOfWork.run(async () => {
      const { session: before, user } = await this.#usable(token);
      if (before.isCurrent(token)) return this.#rotate(before, user, token);
      await this.#endReused(before, user);
      return null;
    });
    if (!done) throw new InvalidRefreshToken(session, true);
    return this.issueSession.tokensOf(done.session, done.user, done.token);
  }

  async #usable({ family }: RefreshToken): Promise<{ session: Session; user: User }> {
    const session = await this.sessions.findByFamily(tokenHashOf(family));
    if (!session?.isLive(this.clock.now())) throw new InvalidRefreshToken(session);
    const { tenantId, userId } = session.state;
    const [tenant, user] = [await this.tenants.find(tenantId), await this.users.find(tenantId, userId)];
    if (!tenant || tenant.isDisabled || !user || user.isDisabled) throw new InvalidRefreshToken(session);
    return { session, user };
  }

  async #rotate(before: Session, user: User, used: RefreshToken): Promise<{ session: Session; user: User; token: RefreshToken }> {
    const { session, token } = before.rotate(used, this.random.bytes(REFRESH_BYTES.secret), this.clock.now());
    await this.sessions.update(session);
    this.#append(SESSION_AUDIT.refresh, session, user);
    return { session, user, token };
  }

  async #endReused(before: Session, user: User): Promise<void> {
    const session = before.end(this.clock.now());
    await this.sessions.update(session);
    this.#append(SESSION_AUDIT.reuse, session, user);
  }

  #append(rule: (typeof SESSION_AUDIT)['refresh'], session: Session, user: User): void {
    const { id, tenantId, role, name, email } = user.state;
    const isReuse = rule === SESSION_AUDIT.reuse;
    // Anybody may have a used token.
    const actor: Actor = isReuse
      ? { type: 'anonymous', id: 'unknown', tenantId, role: null, name: null, email: null, apiKeyId: null }
      : { type: 'user', id, tenantId, role, name, email, apiKeyId: null };
    const subject = { rule, actor, project: null, path: [session.state.id], details: { userId: id } };
    this.outbox.append(auditFact(isReuse ? { ...subject, outcome: 'denied' } : subject, null, session));
  }
}
