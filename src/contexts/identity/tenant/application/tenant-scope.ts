import type { AccessPolicy } from '#shared/access-policy.port';
import { isPlatformTenant, type Actor } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import type { IdentitySettings } from '../../access/application/identity-settings';
import { tenantIdFrom, TenantNotFound, type Tenant } from '../domain/tenant';
import type { TenantRepository } from './tenant-repository.port';

/** Decides which tenants an administrator sees: administrators of the platform see all, others their own (wire contract, 1.7). */
export class TenantScope {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly settings: IdentitySettings,
    private readonly policy: AccessPolicy,
  ) {}

  /** Every use case of tenants begins with this check. Throws Forbidden, also without multi-tenancy. */
  admit(actor: Actor, permission: string): void {
    this.policy.require(actor, permission);
    if (!this.settings.values.multiTenancy) throw new Forbidden('Multi-tenancy is switched off', 'identity.tenancy_off');
  }

  /** Throws Forbidden unless the actor may create and delete tenants. */
  requirePlatform(actor: Actor): void {
    if (!isPlatformTenant(actor)) throw new Forbidden('Only administrators of the platform tenant may do this', 'identity.platform_only');
  }

  /** Checks the power over the first administrator of a new tenant, whose password the caller knows. Throws Forbidden. */
  requireNewAdministrator(actor: Actor): void {
    this.policy.requirePower(actor, { of: 'account', userId: null, before: null, after: 'tenant_admin', signIn: 'tenant:write' });
  }

  /** Throws TenantNotFound, also for a tenant that the actor may not see. `tenantId` is a part of the path. */
  async visible(actor: Actor, tenantId: string): Promise<Tenant> {
    const id = tenantIdFrom(tenantId, '?tenantId');
    const tenant = isPlatformTenant(actor) || id === actor.tenantId ? await this.tenants.find(id) : null;
    if (!tenant) throw new TenantNotFound(tenantId);
    return tenant;
  }
}
