import { ContainerModule } from 'inversify';
import { bindController, bindSingleton, bindUseCase, type Bind } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { BackgroundProcess } from '#platform/process/background-process';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { NodeRandomSource } from './access/adapters/crypto/node-random-source';
import { IdentityStrategies } from './access/adapters/http/identity-strategies';
import { RoleProbesController } from './access/adapters/http/role-probes.controller';
import { IdentitySettings } from './access/application/identity-settings';
import { Principals } from './access/application/principals';
import { RandomSource } from './access/application/random-source.port';
import { RoleAccessPolicy } from './access/application/role-access-policy';
import { ApiKeysController } from './api-key/adapters/http/api-keys.controller';
import { KeyUseProcess } from './api-key/adapters/key-use-process';
import { ApiKeyTable } from './api-key/adapters/persistence/api-key.table';
import { TypeOrmApiKeyRepository } from './api-key/adapters/persistence/typeorm-api-key-repository';
import { ApiKeyRepository } from './api-key/application/api-key-repository.port';
import { CreateApiKey } from './api-key/application/create-api-key';
import { ListApiKeys } from './api-key/application/list-api-keys';
import { RotateApiKey } from './api-key/application/rotate-api-key';
import { ReadApiKey } from './api-key/application/read-api-key';
import { RecordKeyUse } from './api-key/application/record-key-use';
import { UpdateApiKey } from './api-key/application/update-api-key';
import { JwtTokenSigner } from './session/adapters/crypto/jwt-token-signer';
import { AuthController } from './session/adapters/http/auth.controller';
import { CheckSetup } from './session/application/check-setup';
import { Login } from './session/application/login';
import { ReadProfile } from './session/application/read-profile';
import { TokenSettings } from './session/application/token-settings';
import { TokenSigner } from './session/application/token-signer.port';
import { TenantsController } from './tenant/adapters/http/tenants.controller';
import { TenantTable } from './tenant/adapters/persistence/tenant.table';
import { TypeOrmTenantRepository } from './tenant/adapters/persistence/typeorm-tenant-repository';
import { CreateTenant } from './tenant/application/create-tenant';
import { DeleteTenant } from './tenant/application/delete-tenant';
import { InstallPlatform } from './tenant/application/install-platform';
import { ReadTenants } from './tenant/application/read-tenants';
import { TenantRepository } from './tenant/application/tenant-repository.port';
import { TenantScope } from './tenant/application/tenant-scope';
import { UpdateTenant } from './tenant/application/update-tenant';
import { Argon2PasswordHasher } from './user/adapters/crypto/argon2-password-hasher';
import { UsersController } from './user/adapters/http/users.controller';
import { TypeOrmPeopleDirectory } from './user/adapters/persistence/typeorm-people-directory';
import { TypeOrmUserRepository } from './user/adapters/persistence/typeorm-user-repository';
import { UserTable } from './user/adapters/persistence/user.table';
import { CreateUser } from './user/application/create-user';
import { DeleteUser } from './user/application/delete-user';
import { IdentityUsage } from './user/application/identity-usage.port';
import { PasswordHasher } from './user/application/password-hasher.port';
import { PeopleDirectory } from './user/application/people-directory.port';
import { ReadUsers } from './user/application/read-users';
import { RegisterUser } from './user/application/register-user';
import { UpdateUser } from './user/application/update-user';
import { UserRepository } from './user/application/user-repository.port';
import { UserScope } from './user/application/user-scope';

/** The bootstrap adds TokenSettings and IdentitySettings; the catalogue adds IdentityUsage. */
export const identityModule: ContextModule = {
  name: 'identity',
  bindings: new ContainerModule(({ bind }) => {
    bindAccess(bind);
    bindTenants(bind);
    bindUsers(bind);
    bindSessions(bind);
    bindApiKeys(bind);
  }),
  tables: [TenantTable, UserTable, ApiKeyTable],
};

function bindAccess(bind: Bind): void {
  bindSingleton(bind, AccessPolicy, RoleAccessPolicy, []);
  bindSingleton(bind, RandomSource, NodeRandomSource, []);
  bindSingleton(bind, Principals, Principals, [UserRepository, ApiKeyRepository, Clock]);
  bindSingleton(bind, AuthenticationStrategies, IdentityStrategies, [
    Principals,
    RecordKeyUse,
    TokenSigner,
    TokenSettings,
    IdentitySettings,
  ]);
  bindController(bind, RoleProbesController, []);
}

function bindTenants(bind: Bind): void {
  bindSingleton(bind, TenantRepository, TypeOrmTenantRepository, [PersistenceSession]);
  bindSingleton(bind, TenantScope, TenantScope, [TenantRepository, IdentitySettings]);
  bindUseCase(bind, InstallPlatform, [TenantRepository, UserRepository, PasswordHasher, RandomSource, Outbox, UnitOfWork, Ids, Clock]);
  bindUseCase(bind, CreateTenant, [TenantRepository, UserRepository, TenantScope, PasswordHasher, Outbox, UnitOfWork, Ids, Clock]);
  bindUseCase(bind, UpdateTenant, [TenantRepository, TenantScope, Outbox, UnitOfWork, Clock]);
  bindUseCase(bind, DeleteTenant, [TenantRepository, UserRepository, IdentityUsage, TenantScope, Outbox, UnitOfWork]);
  bindSingleton(bind, ReadTenants, ReadTenants, [TenantRepository, TenantScope]);
  bindController(bind, TenantsController, [CreateTenant, UpdateTenant, DeleteTenant, ReadTenants]);
}

function bindUsers(bind: Bind): void {
  bindSingleton(bind, UserRepository, TypeOrmUserRepository, [PersistenceSession]);
  bindSingleton(bind, PeopleDirectory, TypeOrmPeopleDirectory, [PersistenceSession]);
  bindSingleton(bind, PasswordHasher, Argon2PasswordHasher, []);
  bindSingleton(bind, UserScope, UserScope, [UserRepository, TenantRepository]);
  bindUseCase(bind, CreateUser, [UserRepository, UserScope, PasswordHasher, Outbox, UnitOfWork, Ids, Clock]);
  bindUseCase(bind, RegisterUser, [UserRepository, IdentitySettings, PasswordHasher, Outbox, UnitOfWork, Ids, Clock]);
  bindUseCase(bind, UpdateUser, [UserRepository, UserScope, PasswordHasher, Outbox, UnitOfWork, Clock]);
  bindUseCase(bind, DeleteUser, [UserRepository, IdentityUsage, UserScope, Outbox, UnitOfWork]);
  bindSingleton(bind, ReadUsers, ReadUsers, [UserRepository, UserScope]);
  bindController(bind, UsersController, [CreateUser, UpdateUser, DeleteUser, ReadUsers]);
}

function bindSessions(bind: Bind): void {
  bindSingleton(bind, TokenSigner, JwtTokenSigner, [TokenSettings]);
  bindUseCase(bind, Login, [UserRepository, PasswordHasher, TokenSigner, Outbox, UnitOfWork, Ids]);
  bindSingleton(bind, ReadProfile, ReadProfile, [UserRepository]);
  bindSingleton(bind, CheckSetup, CheckSetup, [UserRepository, IdentitySettings]);
  bindController(bind, AuthController, [Login, RegisterUser, ReadProfile, CheckSetup]);
}

function bindApiKeys(bind: Bind): void {
  bindSingleton(bind, ApiKeyRepository, TypeOrmApiKeyRepository, [PersistenceSession]);
  bindUseCase(bind, CreateApiKey, [ApiKeyRepository, RandomSource, Outbox, UnitOfWork, Ids, Clock, AccessPolicy]);
  bindUseCase(bind, UpdateApiKey, [ApiKeyRepository, Outbox, UnitOfWork, Clock]);
  bindUseCase(bind, RotateApiKey, [ApiKeyRepository, RandomSource, Outbox, UnitOfWork, Clock]);
  bindUseCase(bind, ListApiKeys, [ApiKeyRepository, Outbox, UnitOfWork]);
  bindSingleton(bind, ReadApiKey, ReadApiKey, [ApiKeyRepository]);
  bindSingleton(bind, RecordKeyUse, RecordKeyUse, [ApiKeyRepository, UnitOfWork, Clock]);
  bindSingleton(bind, BackgroundProcess, KeyUseProcess, [RecordKeyUse, LoggerToken]);
  bindController(bind, ApiKeysController, [CreateApiKey, UpdateApiKey, RotateApiKey, ListApiKeys, ReadApiKey]);
}
