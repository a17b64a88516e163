import { TenantSettings } from '#contexts/identity/index';
import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { ADMINS, RELEASING_MEMBERS } from '#shared/grants';
import { TenantApprovalPolicy } from './adapters/identity/tenant-approval-policy';
import { ApprovalPolicy } from './application/approval-policy.port';

export const marketplaceModule: AggregateModule = {
  tables: [],
  permissions: {
    'marketplace:review': { ...ADMINS, ...RELEASING_MEMBERS },
  },
  bind: (bind) => {
    bindSingleton(bind, ApprovalPolicy, TenantApprovalPolicy, [TenantSettings]);
  },
};
