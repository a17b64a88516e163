import type { TenantSettings } from '#contexts/identity/index';
import { ApprovalPolicy } from '../../application/approval-policy.port';

export class TenantApprovalPolicy extends ApprovalPolicy {
  constructor(private readonly tenants: TenantSettings) {
    super();
  }

  requiresApproval(tenantId: string): Promise<boolean> {
    return this.tenants.marketplaceRequiresApproval(tenantId);
  }
}
