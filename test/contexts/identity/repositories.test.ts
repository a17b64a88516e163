import { MIGRATIONS } from '#migrations';
import { ApiKeyTable } from '#contexts/identity/api-key/adapters/persistence/api-key.table';
import { TypeOrmApiKeyRepository } from '#contexts/identity/api-key/adapters/persistence/typeorm-api-key-repository';
import { SessionTable } from '#contexts/identity/session/adapters/persistence/session.table';
import { TypeOrmSessionRepository } from '#contexts/identity/session/adapters/persistence/typeorm-session-repository';
import { TypeOrmSignInHistory } from '#contexts/identity/session/adapters/persistence/typeorm-sign-in-history';
import { TenantTable } from '#contexts/identity/tenant/adapters/persistence/tenant.table';
import { TypeOrmTenantRepository } from '#contexts/identity/tenant/adapters/persistence/typeorm-tenant-repository';
import { PasswordResetTable } from '#contexts/identity/user/adapters/persistence/password-reset.table';
import { TypeOrmPasswordResetRepository } from '#contexts/identity/user/adapters/persistence/typeorm-password-reset-repository';
import { TypeOrmPeopleDirectory } from '#contexts/identity/user/adapters/persistence/typeorm-people-directory';
import { TypeOrmUserRepository } from '#contexts/identity/user/adapters/persistence/typeorm-user-repository';
import { UserTable } from '#contexts/identity/user/adapters/persistence/user.table';
import { identityRepositoriesKeepTheirWord } from '../../contract/identity-repositories';
import { lastAdministratorStays } from '../../contract/last-administrator';
import { sqliteDatabase, type ContractDatabase } from '../../contract/sqlite-database';
import { InMemoryApiKeyRepository } from '../../fakes/identity/in-memory-api-key-repository';
import { IdentityStore } from '../../fakes/identity/identity-store';
import { InMemoryPasswordResetRepository } from '../../fakes/identity/in-memory-password-reset-repository';
import { InMemorySessionRepository } from '../../fakes/identity/in-memory-session-repository';
import { InMemorySignInHistory } from '../../fakes/identity/in-memory-sign-in-history';
import { InMemoryTenantRepository } from '../../fakes/identity/in-memory-tenant-repository';
import { InMemoryUserRepository } from '../../fakes/identity/in-memory-user-repository';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../fakes/unit-of-work';
import { ACME, GLOBEX, IdentityWorld } from './identity-world';

const openSqlite = (): Promise<ContractDatabase> =>
  sqliteDatabase([TenantTable, UserTable, SessionTable, PasswordResetTable, ApiKeyTable], MIGRATIONS);

identityRepositoriesKeepTheirWord('the fakes', async () => {
  const store = new IdentityStore();
  return {
    tenants: new InMemoryTenantRepository(store),
    users: new InMemoryUserRepository(store),
    apiKeys: new InMemoryApiKeyRepository(store),
    sessions: new InMemorySessionRepository(store),
    history: new InMemorySignInHistory(store),
    resets: new InMemoryPasswordResetRepository(store),
    unitOfWork: new InMemoryUnitOfWork(new RecordingOutbox(), [store]),
    close: () => Promise.resolve(),
  };
});

identityRepositoriesKeepTheirWord('SQLite', async () => {
  const { session, unitOfWork, close } = await openSqlite();
  return {
    tenants: new TypeOrmTenantRepository(session),
    users: new TypeOrmUserRepository(session),
    apiKeys: new TypeOrmApiKeyRepository(session),
    sessions: new TypeOrmSessionRepository(session),
    history: new TypeOrmSignInHistory(session, new TypeOrmUserRepository(session)),
    resets: new TypeOrmPasswordResetRepository(session),
    unitOfWork,
    close,
  };
});

describe('the people directory', () => {
  it('names users of the tenant and nobody else', async () => {
    const { session, unitOfWork, close } = await openSqlite();
    const world = new IdentityWorld();
    const [ann, bo, foreign] = [await world.user(ACME, 'user'), await world.user(ACME, 'user'), await world.user(GLOBEX, 'user')];
    await unitOfWork.maintain(async () => {
      for (const tenant of await world.tenants.list()) await new TypeOrmTenantRepository(session).add(tenant);
      for (const each of [ann, bo, foreign]) await new TypeOrmUserRepository(session).add(each);
    });
    const people = await new TypeOrmPeopleDirectory(session).named(ACME, [ann.state.id, foreign.state.id, 'nobody', ann.state.id]);
    expect([...people.values()]).toEqual([{ id: ann.state.id, name: 'Ann', email: ann.state.email }]);
    expect((await new TypeOrmPeopleDirectory(session).named(ACME, [])).size).toBe(0);
    await close();
  });

  it('finds no drift between migration and tables', async () => {
    const { session, close } = await openSqlite();
    const { upQueries } = await session.reader.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries).toEqual([]);
    await close();
  });
});

lastAdministratorStays('SQLite', openSqlite);
