import { isPlatformTenant, type Actor } from '#shared/actor';
import { pageOfAll, type ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { Tenant } from '../../tenant/domain/tenant';
import { TENANT_AUDIT } from '../../tenant/domain/tenant-audit';
import type { CrossTenantReads } from '../../tenant/application/cross-tenant-reads';
import { TENANT_LIST, type TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { TenantScope } from '../../tenant/application/tenant-scope';

/** Reads one tenant, or all tenants that the caller sees. */
export class ReadTenants {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly scope: TenantScope,
    private readonly foreign: CrossTenantReads,
  ) {}

  async list(actor: Actor, query: ListQuery): Promise<Page<Tenant>> {
    this.scope.admit(actor, 'tenant:read');
    if (isPlatformTenant(actor)) {
      await this.foreign.recordAll(actor, TENANT_AUDIT.list);
      return this.tenants.page(query);
    }
    const own = await this.tenants.find(actor.tenantId);
    return mapPage(pageOfAll(own ? [own.state] : [], TENANT_LIST, query), (state) => Tenant.restore(state));
  }

  async byId(actor: Actor, tenantId: string): Promise<Tenant> {
    this.scope.admit(actor, 'tenant:read');
    const tenant = await this.scope.visible(actor, tenantId);
    await this.foreign.record(actor, TENANT_AUDIT.read, tenant.state.id, tenant.state.id);
    return tenant;
  }
}
