import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { SessionRepository } from '../../session/application/session-repository.port';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { CredentialSettings } from './credential-settings.port';
import { LastAdministrator, type User } from '../domain/user';
import type { PasswordResetRepository } from './password-reset-repository.port';
import type { UserRepository } from './user-repository.port';

/** What has to hold, and to happen, around a change of an account; all within the transaction of the change. */
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
   * Before an enabled administrator is removed, disabled or demoted (`after` null: removed): another one must be left. Whoever
   * does the same to a colleague at this time waits for the tenant's row. Throws LastAdministrator.
   */
  async keepAdministrator(before: User, after: User | null): Promise<void> {
    if (!before.isActiveAdministrator || after?.isActiveAdministrator) return;
    const { tenantId, id } = before.state;
    await this.tenants.lock(tenantId);
    if ((await this.users.countAdministrators(tenantId, id)) === 0) throw new LastAdministrator();
  }

  /**
   * After another password or address, or when the account is disabled, nothing lives on that was signed in before; how many
   * sessions ended. The actor's own session stays when they change themselves. To be called when the change is written.
   */
  async endSessions(actor: Actor, { state }: User): Promise<number> {
    const { tenantId, id } = state;
    await this.resets.removeOfUser(tenantId, id);
    return this.sessions.endOfUser(tenantId, id, this.clock.now(), actor.id === id ? actor.sessionId : undefined);
  }

  /** After somebody's credentials or role were set, or a token that lets them be. Whoever did it could sign in as the user since. */
  async credentialsSet(actor: Actor, { state: { tenantId, id } }: User): Promise<void> {
    if (actor.type === 'system' || actor.id === id) return;
    await this.settings.put({ tenantId, userId: id, setBy: actor.id, setAt: this.clock.now(), replacedAt: null });
  }

  /** After a signed-in user chose a password. Not after a reset: whoever issued its token may have used it. */
  async passwordChosen({ state: { tenantId, id } }: User): Promise<void> {
    await this.settings.replace(tenantId, id, this.clock.now());
  }

  /** After another role: who issued an open reset might not be allowed to reset the password of the new one. */
  async voidResets({ state }: User): Promise<void> {
    await this.resets.removeOfUser(state.tenantId, state.id);
  }
}
