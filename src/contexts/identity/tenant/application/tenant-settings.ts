import { TenantNotFound } from '../domain/tenant';
import type { TenantRepository } from './tenant-repository.port';

/** The settings of a tenant, for other contexts. */
export class TenantSettings {
  constructor(private readonly tenants: TenantRepository) {}

  async marketplaceRequiresApproval(tenantId: string): Promise<boolean> {
    const tenant = await this.tenants.find(tenantId);
    if (!tenant) throw new TenantNotFound(tenantId);
    return tenant.state.marketplaceRequiresApproval;
  }
}
