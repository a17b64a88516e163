import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { Clock } from '#shared/clock.port';
import { ADMINS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { RandomSource } from '../access/application/random-source.port';
import { SessionRepository } from '../session/application/session-repository.port';
import { CrossTenantReads } from '../tenant/application/cross-tenant-reads';
import { TenantRepository } from '../tenant/application/tenant-repository.port';
import { TenantScope } from '../tenant/application/tenant-scope';
import { AccountGuard } from '../user/application/account-guard';
import { IdentityUsage } from '../user/application/identity-usage.port';
import { PasswordHasher } from '../user/application/password-hasher.port';
import { UserRepository } from '../user/application/user-repository.port';
import { TenantsController } from './adapters/http/tenants.controller';
import { CreateTenant } from './application/create-tenant';
import { DeleteTenant } from './application/delete-tenant';
import { InstallPlatform } from './application/install-platform';
import { ReadTenants } from './application/read-tenants';
import { UpdateTenant } from './application/update-tenant';

export const tenantAdministrationModule: AggregateModule = {
  tables: [],
  permissions: {
    'tenant:read': ADMINS,
    'tenant:write': ADMINS,
  },
  bind: (bind) => {
    bindUseCase(bind, InstallPlatform, [TenantRepository, UserRepository, PasswordHasher, RandomSource, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, CreateTenant, [
      TenantRepository,
      UserRepository,
      TenantScope,
      PasswordHasher,
      AccountGuard,
      Outbox,
      UnitOfWork,
      Ids,
      Clock,
    ]);
    bindUseCase(bind, UpdateTenant, [TenantRepository, TenantScope, SessionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteTenant, [TenantRepository, UserRepository, IdentityUsage, TenantScope, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadTenants, ReadTenants, [TenantRepository, TenantScope, CrossTenantReads]);
    bindController(bind, TenantsController, [CreateTenant, UpdateTenant, DeleteTenant, ReadTenants]);
  },
};
