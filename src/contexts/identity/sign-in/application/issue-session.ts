import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { DomainError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { RandomSource } from '../../access/application/random-source.port';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import type { User } from '../../user/domain/user';
import { formatRefreshToken, REFRESH_BYTES, refreshTokenOf, type RefreshToken } from '../../session/domain/refresh-token';
import { Session } from '../../session/domain/session';
import { SESSION_AUDIT } from '../../session/domain/session-audit';
import type { SessionRepository } from '../../session/application/session-repository.port';
import type { TokenSettings } from '../../session/application/token-settings';
import type { TokenSigner } from '../../session/application/token-signer.port';

/** The origin of a sign-in. */
export interface SignInOrigin {
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** The tokens in the response to a sign-in or a refresh. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** The lifetime of the access token, in seconds. */
  readonly expiresIn: number;
}

/** The credentials are right, but the account or its tenant is disabled or has just changed. */
export class SignInRefused extends DomainError {
  constructor() {
    super('unauthenticated', 'identity.sign_in_refused', 'The account cannot sign in');
  }
}

const FORGOTTEN_AFTER_MS = 24 * 3600 * 1000;

/** Creates every session, whatever the user signed in with. */
export class IssueSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly tenants: TenantRepository,
    private readonly tokens: TokenSigner,
    private readonly settings: TokenSettings,
    private readonly random: RandomSource,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts a session for a user after the proof of their identity; `user` is the user at that time. The event gets `details`, which must have no
   * personal data. Throws SignInRefused.
   */
  async execute(user: User, origin: SignInOrigin, details: Readonly<Record<string, unknown>> = {}): Promise<Tokens> {
    const { id: userId, tenantId } = user.state;
    const now = this.clock.now();
    const token = refreshTokenOf(this.random.bytes(REFRESH_BYTES.family).toString('hex'), this.random.bytes(REFRESH_BYTES.secret));
    const session = Session.start({
      ...origin,
      tenantId,
      userId,
      id: this.ids.next(),
      token,
      lifetimeSeconds: this.settings.sessionSeconds,
      now,
    });
    await this.unitOfWork.run(async () => {
      await this.sessions.purge(tenantId, userId, new Date(now.getTime() - FORGOTTEN_AFTER_MS));
      // The row comes before the check: a concurrent change of the password or the account either ends this session or is seen here.
      await this.sessions.add(session);
      const [tenant, current] = [await this.tenants.find(tenantId), await this.users.find(tenantId, userId)];
      const isSame = current?.state.passwordHash === user.state.passwordHash && current.state.emailKey === user.state.emailKey;
      if (!tenant || tenant.isDisabled || !isSame || current.isDisabled) throw new SignInRefused();
      this.outbox.append(
        auditFact({
          rule: SESSION_AUDIT.login,
          actor: signedIn(current),
          project: null,
          path: [userId],
          details: { sessionId: session.state.id, ...details },
        }),
      );
    });
    return this.tokensOf(session, user, token);
  }

  /** The pair of tokens for a stored session. */
  tokensOf({ state: { id: sid, expiresAt } }: Session, { state }: User, token: RefreshToken): Tokens {
    const left = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1000);
    const expiresIn = Math.min(this.settings.lifetimeSeconds, left);
    const { id: sub, email, tenantId } = state;
    const accessToken = this.tokens.sign({ sub, email, tenantId, sid, jti: this.ids.next() }, expiresIn);
    return { accessToken, refreshToken: formatRefreshToken(token), expiresIn };
  }
}

const signedIn = ({ state: { id, tenantId, role, name, email } }: User): Actor => ({
  type: 'user',
  id,
  tenantId,
  role,
  name,
  email,
  apiKeyId: null,
});
