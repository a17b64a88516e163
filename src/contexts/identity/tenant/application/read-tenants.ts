import { isPlatformTenant, type Actor } from '#shared/actor';
import type { Tenant } from '../domain/tenant';
import type { TenantRepository } from './tenant-repository.port';
import type { TenantScope } from './tenant-scope';

/** The reads of tenants: one, all that the caller sees. */
export class ReadTenants {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly scope: TenantScope,
  ) {}

  async list(actor: Actor): Promise<Tenant[]> {
    this.scope.admit(actor, 'tenant:read');
    if (isPlatformTenant(actor)) return this.tenants.list();
    const own = await this.tenants.find(actor.tenantId);
    return own ? [own] : [];
  }

  async byId(actor: Actor, tenantId: string): Promise<Tenant> {
    this.scope.admit(actor, 'tenant:read');
    return this.scope.visible(actor, tenantId);
  }
}
