import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { IdentitySettings } from '../access/application/identity-settings';
import { TenantTable } from './adapters/persistence/tenant.table';
import { TypeOrmTenantRepository } from './adapters/persistence/typeorm-tenant-repository';
import { CrossTenantReads } from './application/cross-tenant-reads';
import { TenantRepository } from './application/tenant-repository.port';
import { TenantScope } from './application/tenant-scope';
import { TenantSettings } from './application/tenant-settings';

export const tenantModule: AggregateModule = {
  tables: [TenantTable],
  bind: (bind) => {
    bindSingleton(bind, TenantRepository, TypeOrmTenantRepository, [PersistenceSession]);
    bindSingleton(bind, TenantScope, TenantScope, [TenantRepository, IdentitySettings, AccessPolicy]);
    bindSingleton(bind, TenantSettings, TenantSettings, [TenantRepository]);
    bindSingleton(bind, CrossTenantReads, CrossTenantReads, [Outbox, UnitOfWork]);
  },
};
