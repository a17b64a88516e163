import { isPlatformTenant, PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import type { IdentitySettings } from '../../access/application/identity-settings';
import { DEFAULT_ADMIN_EMAIL } from '../../tenant/domain/default-admin';
import type { UserRepository } from '../../user/application/user-repository.port';
import { emailKeyOf } from '../../user/domain/email';

export interface SetupState {
  /** Whether the first administrator still has the default address, which a client then asks to replace. */
  readonly exists: boolean;
  /** Their id, for callers who are signed in to their tenant. */
  readonly userId: string | null;
}

export class CheckSetup {
  constructor(
    private readonly users: UserRepository,
    private readonly settings: IdentitySettings,
  ) {}

  async execute(caller: Actor | null): Promise<SetupState> {
    if (this.settings.values.adminEmail !== null) return { exists: false, userId: null };
    const account = await this.users.findByEmailKey(emailKeyOf(DEFAULT_ADMIN_EMAIL));
    if (account?.state.tenantId !== PLATFORM_TENANT_ID) return { exists: false, userId: null };
    return { exists: true, userId: caller && isPlatformTenant(caller) ? account.state.id : null };
  }
}
