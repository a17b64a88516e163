import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { SessionRepository } from '../../session/application/session-repository.port';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { CredentialSettings } from './credential-settings.port';
import { LastAdministrator, type User } from '../domain/user';
import type { PasswordResetRepository } from './password-reset-repository.port';
import type { UserRepository } from './user-repository.port';

/** The checks and consequences of a change of an account. All of them run in the transaction of the change. */
export class AccountGuard {
  constructor(
    private readonly users: UserRepository,
    private readonly tenants: TenantRepository,
    private readonly sessions: SessionRepository,
    private readonly resets: PasswordResetRepository,
    private readonly settings: CredentialSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Call it before an enabled administrator is removed (`after` is null), disabled or demoted: another one must remain. A concurrent change
   * of another administrator waits for the tenant's row. Throws LastAdministrator.
   */
  async keepAdministrator(before: User, after: User | null): Promise<void> {
    if (!before.isActiveAdministrator || after?.isActiveAdministrator) return;
    const { tenantId, id } = before.state;
    await this.tenants.lock(tenantId);
    if ((await this.users.countAdministrators(tenantId, id)) === 0) throw new LastAdministrator();
  }

  /**
   * Ends all sessions after a change of password or address, or when the account is disabled. Returns the number of
   * ended sessions. The actor's own session stays when they change their own account. Call it after the change is written.
   */
  async endSessions(actor: Actor, { state }: User): Promise<number> {
    const { tenantId, id } = state;
    await this.resets.removeOfUser(tenantId, id);
    return this.sessions.endOfUser(tenantId, id, this.clock.now(), actor.id === id ? actor.sessionId : undefined);
  }

  /** Records that the actor set the credentials or the role of a user, or issued a reset, and could therefore sign in as that user. */
  async credentialsSet(actor: Actor, { state: { tenantId, id } }: User): Promise<void> {
    if (actor.type === 'system' || actor.id === id) return;
    await this.settings.put({ tenantId, userId: id, setBy: actor.id, setAt: this.clock.now(), replacedAt: null });
  }

  /** Records that a signed-in user chose a password. Do not call it after a reset, because the issuer of its token may have used it. */
  async passwordChosen({ state: { tenantId, id } }: User): Promise<void> {
    await this.settings.replace(tenantId, id, this.clock.now());
  }

  /** Voids open resets after a change of role, because their issuer may not be allowed to reset the password of the new role. */
  async voidResets({ state }: User): Promise<void> {
    await this.resets.removeOfUser(state.tenantId, state.id);
  }
}
