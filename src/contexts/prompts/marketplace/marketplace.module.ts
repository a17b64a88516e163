import { TenantSettings } from '#contexts/identity/index';
import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { ADMINS, MEMBER, RELEASING_MEMBERS } from '#shared/grants';
import { TenantApprovalPolicy } from './adapters/identity/tenant-approval-policy';
import { PromptCopyTable } from './adapters/persistence/prompt-copy.table';
import { TypeOrmPromptCopies } from './adapters/persistence/typeorm-prompt-copies';
import { ApprovalPolicy } from './application/approval-policy.port';
import { PromptCopies } from './application/prompt-copies.port';

export const marketplaceModule: AggregateModule = {
  tables: [PromptCopyTable],
  permissions: {
    'marketplace:read': MEMBER,
    'marketplace:review': { ...ADMINS, ...RELEASING_MEMBERS },
  },
  bind: (bind) => {
    bindSingleton(bind, PromptCopies, TypeOrmPromptCopies, [PersistenceSession]);
    bindSingleton(bind, ApprovalPolicy, TenantApprovalPolicy, [TenantSettings]);
  },
};
