import { ApiKeyTable } from '#contexts/identity/api-key/adapters/persistence/api-key.table';
import { OidcLinkTable } from '#contexts/identity/oidc/adapters/persistence/oidc-link.table';
import { TypeOrmOidcLinkRepository } from '#contexts/identity/oidc/adapters/persistence/typeorm-oidc-link-repository';
import { TenantTable } from '#contexts/identity/tenant/adapters/persistence/tenant.table';
import { TypeOrmTenantRepository } from '#contexts/identity/tenant/adapters/persistence/typeorm-tenant-repository';
import { TypeOrmUserRepository } from '#contexts/identity/user/adapters/persistence/typeorm-user-repository';
import { UserTable } from '#contexts/identity/user/adapters/persistence/user.table';
import { MIGRATIONS } from '#migrations';
import { oidcLinkRepositoryKeepsItsWord } from '../../../contract/oidc-link-repository';
import { sqliteDatabase } from '../../../contract/sqlite-database';
import { IdentityStore } from '../../../fakes/identity/identity-store';
import { InMemoryOidcLinkRepository } from '../../../fakes/identity/in-memory-oidc-link-repository';
import { InMemoryTenantRepository } from '../../../fakes/identity/in-memory-tenant-repository';
import { InMemoryUserRepository } from '../../../fakes/identity/in-memory-user-repository';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../fakes/unit-of-work';

oidcLinkRepositoryKeepsItsWord('the fake', async () => {
  const store = new IdentityStore();
  return {
    links: new InMemoryOidcLinkRepository(store),
    users: new InMemoryUserRepository(store),
    tenants: new InMemoryTenantRepository(store),
    unitOfWork: new InMemoryUnitOfWork(new RecordingOutbox(), [store]),
    close: () => Promise.resolve(),
  };
});

oidcLinkRepositoryKeepsItsWord('SQLite', async () => {
  const { session, unitOfWork, close } = await sqliteDatabase([TenantTable, UserTable, ApiKeyTable, OidcLinkTable], MIGRATIONS);
  return {
    links: new TypeOrmOidcLinkRepository(session),
    users: new TypeOrmUserRepository(session),
    tenants: new TypeOrmTenantRepository(session),
    unitOfWork,
    close,
  };
});
