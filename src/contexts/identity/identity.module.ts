import { ContainerModule } from 'inversify';
import { bindController, bindProcess, bindSingleton, bindUseCase, type Bind } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { NodeRandomSource } from './access/adapters/crypto/node-random-source';
import { IdentityStrategies } from './access/adapters/http/identity-strategies';
import { PrincipalCaches } from './access/adapters/http/principal-caches';
import { RoleProbesController } from './access/adapters/http/role-probes.controller';
import { IdentitySettings } from './access/application/identity-settings';
import { PrincipalMemory } from './access/application/principal-memory.port';
import { Principals } from './access/application/principals';
import { ProbeRole } from './access/application/probe-role';
import { RandomSource } from './access/application/random-source.port';
import { RoleAccessPolicy } from './access/application/role-access-policy';
import { ApiKeysController } from './api-key/adapters/http/api-keys.controller';
import { KeyUseProcess } from './api-key/adapters/key-use-process';
import { ApiKeyTable } from './api-key/adapters/persistence/api-key.table';
import { TypeOrmApiKeyRepository } from './api-key/adapters/persistence/typeorm-api-key-repository';
import { ApiKeyRepository } from './api-key/application/api-key-repository.port';
import { CreateApiKey } from './api-key/application/create-api-key';
import { KeyProjects } from './api-key/application/key-projects.port';
import { ListApiKeys } from './api-key/application/list-api-keys';
import { RotateApiKey } from './api-key/application/rotate-api-key';
import { ReadApiKey } from './api-key/application/read-api-key';
import { RecordKeyUse } from './api-key/application/record-key-use';
import { UpdateApiKey } from './api-key/application/update-api-key';
import { JwtTokenSigner } from './session/adapters/crypto/jwt-token-signer';
import { AuthController } from './session/adapters/http/auth.controller';
import { SessionsController } from './session/adapters/http/sessions.controller';
import { SessionTable } from './session/adapters/persistence/session.table';
import { TypeOrmSessionRepository } from './session/adapters/persistence/typeorm-session-repository';
import { TypeOrmSignInHistory } from './session/adapters/persistence/typeorm-sign-in-history';
import { CheckSetup } from './session/application/check-setup';
import { EndAllSessions } from './session/application/end-all-sessions';
import { EndSession } from './session/application/end-session';
import { FailedSignIns } from './session/application/failed-sign-ins';
import { IssueSession } from './session/application/issue-session';
import { ListSessions } from './session/application/list-sessions';
import { Login } from './session/application/login';
import { ReadProfile } from './session/application/read-profile';
import { RefreshSession } from './session/application/refresh-session';
import { SessionRepository } from './session/application/session-repository.port';
import { SignInHistory } from './session/application/sign-in-history.port';
import { TokenSettings } from './session/application/token-settings';
import { TokenSigner } from './session/application/token-signer.port';
import { TenantsController } from './tenant/adapters/http/tenants.controller';
import { TenantTable } from './tenant/adapters/persistence/tenant.table';
import { TypeOrmTenantRepository } from './tenant/adapters/persistence/typeorm-tenant-repository';
import { CreateTenant } from './tenant/application/create-tenant';
import { DeleteTenant } from './tenant/application/delete-tenant';
import { InstallPlatform } from './tenant/application/install-platform';
import { CrossTenantReads } from './tenant/application/cross-tenant-reads';
import { ReadTenants } from './tenant/application/read-tenants';
import { TenantRepository } from './tenant/application/tenant-repository.port';
import { TenantScope } from './tenant/application/tenant-scope';
import { TenantSettings } from './tenant/application/tenant-settings';
import { UpdateTenant } from './tenant/application/update-tenant';
import { Argon2PasswordHasher } from './user/adapters/crypto/argon2-password-hasher';
import { PasswordsController } from './user/adapters/http/passwords.controller';
import { UsersController } from './user/adapters/http/users.controller';
import { CredentialSettingTable } from './user/adapters/persistence/credential-setting.table';
import { PasswordResetTable } from './user/adapters/persistence/password-reset.table';
import { TypeOrmCredentialSettings } from './user/adapters/persistence/typeorm-credential-settings';
import { TypeOrmPasswordResetRepository } from './user/adapters/persistence/typeorm-password-reset-repository';
import { TypeOrmPeopleDirectory } from './user/adapters/persistence/typeorm-people-directory';
import { TypeOrmUserRepository } from './user/adapters/persistence/typeorm-user-repository';
import { UserTable } from './user/adapters/persistence/user.table';
import { AccountGuard } from './user/application/account-guard';
import { ChangePassword } from './user/application/change-password';
import { CredentialSettings } from './user/application/credential-settings.port';
import { CreateUser } from './user/application/create-user';
import { DeleteUser } from './user/application/delete-user';
import { IdentityUsage } from './user/application/identity-usage.port';
import { IssuePasswordReset } from './user/application/issue-password-reset';
import { PasswordHasher } from './user/application/password-hasher.port';
import { PasswordResetRepository } from './user/application/password-reset-repository.port';
import { PeopleDirectory } from './user/application/people-directory.port';
import { ReadUsers } from './user/application/read-users';
import { RegisterUser } from './user/application/register-user';
import { ResetPassword } from './user/application/reset-password';
import { UpdateUser } from './user/application/update-user';
import { UserRepository } from './user/application/user-repository.port';
import { UserScope } from './user/application/user-scope';

/** The bootstrap adds TokenSettings and IdentitySettings; the catalogue adds IdentityUsage and KeyProjects; sign-in by OpenID Connect is in oidc.module.ts. */
export const identityModule: ContextModule = {
  name: 'identity',
  bindings: new ContainerModule(({ bind }) => {
    bindAccess(bind);
    bindTenants(bind);
    bindUsers(bind);
    bindSessions(bind);
    bindApiKeys(bind);
  }),
  tables: [TenantTable, UserTable, SessionTable, PasswordResetTable, CredentialSettingTable, ApiKeyTable],
};

function bindAccess(bind: Bind): void {
  bindSingleton(bind, AccessPolicy, RoleAccessPolicy, []);
  bindSingleton(bind, RandomSource, NodeRandomSource, []);
  bindSingleton(bind, Principals, Principals, [UserRepository, ApiKeyRepository, TenantRepository, SessionRepository, Clock]);
  bindSingleton(bind, PrincipalCaches, PrincipalCaches, [IdentitySettings]);
  bind(PrincipalMemory).toService(PrincipalCaches);
  bindSingleton(bind, AuthenticationStrategies, IdentityStrategies, [
    Principals,
    RecordKeyUse,
    TokenSigner,
    TokenSettings,
    PrincipalCaches,
  ]);
  bindUseCase(bind, ProbeRole, [AccessPolicy]);
  bindController(bind, RoleProbesController, [ProbeRole]);
}

function bindTenants(bind: Bind): void {
  bindSingleton(bind, TenantRepository, TypeOrmTenantRepository, [PersistenceSession]);
  bindSingleton(bind, TenantScope, TenantScope, [TenantRepository, IdentitySettings, AccessPolicy]);
  bindSingleton(bind, TenantSettings, TenantSettings, [TenantRepository]);
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
  bindSingleton(bind, CrossTenantReads, CrossTenantReads, [Outbox, UnitOfWork]);
  bindSingleton(bind, ReadTenants, ReadTenants, [TenantRepository, TenantScope, CrossTenantReads]);
  bindController(bind, TenantsController, [CreateTenant, UpdateTenant, DeleteTenant, ReadTenants]);
}

function bindUsers(bind: Bind): void {
  bindSingleton(bind, UserRepository, TypeOrmUserRepository, [PersistenceSession]);
  bindSingleton(bind, PeopleDirectory, TypeOrmPeopleDirectory, [PersistenceSession]);
  bindSingleton(bind, PasswordHasher, Argon2PasswordHasher, []);
  bindSingleton(bind, UserScope, UserScope, [UserRepository, TenantRepository, AccessPolicy]);
  bindUseCase(bind, CreateUser, [UserRepository, UserScope, PasswordHasher, AccountGuard, Outbox, UnitOfWork, Ids, Clock]);
  bindUseCase(bind, RegisterUser, [UserRepository, IdentitySettings, PasswordHasher, Outbox, UnitOfWork, Ids, Clock]);
  bindSingleton(bind, PasswordResetRepository, TypeOrmPasswordResetRepository, [PersistenceSession]);
  bindSingleton(bind, CredentialSettings, TypeOrmCredentialSettings, [PersistenceSession]);
  bindSingleton(bind, AccountGuard, AccountGuard, [
    UserRepository,
    TenantRepository,
    SessionRepository,
    PasswordResetRepository,
    CredentialSettings,
    Clock,
  ]);
  bindUseCase(bind, UpdateUser, [UserRepository, UserScope, PasswordHasher, AccountGuard, Outbox, UnitOfWork, Clock]);
  bindUseCase(bind, DeleteUser, [UserRepository, IdentityUsage, UserScope, AccountGuard, Outbox, UnitOfWork]);
  bindUseCase(bind, IssuePasswordReset, [
    PasswordResetRepository,
    UserRepository,
    UserScope,
    AccountGuard,
    RandomSource,
    Outbox,
    UnitOfWork,
    Clock,
  ]);
  bindUseCase(bind, ChangePassword, [UserRepository, PasswordHasher, FailedSignIns, AccountGuard, Outbox, UnitOfWork, Clock, AccessPolicy]);
  bindUseCase(bind, ResetPassword, [PasswordResetRepository, UserRepository, PasswordHasher, AccountGuard, Outbox, UnitOfWork, Clock]);
  bindSingleton(bind, ReadUsers, ReadUsers, [UserRepository, UserScope, CrossTenantReads]);
  bindController(bind, UsersController, [CreateUser, UpdateUser, DeleteUser, ReadUsers, IssuePasswordReset]);
  bindController(bind, PasswordsController, [ChangePassword, ResetPassword]);
}

function bindSessions(bind: Bind): void {
  bindSingleton(bind, TokenSigner, JwtTokenSigner, [TokenSettings]);
  bindSingleton(bind, SessionRepository, TypeOrmSessionRepository, [PersistenceSession]);
  bindSingleton(bind, SignInHistory, TypeOrmSignInHistory, [PersistenceSession, UserRepository]);
  bindSingleton(bind, FailedSignIns, FailedSignIns, [Clock, SignInHistory]);
  bindSingleton(bind, IssueSession, IssueSession, [
    SessionRepository,
    UserRepository,
    TenantRepository,
    TokenSigner,
    TokenSettings,
    RandomSource,
    Outbox,
    UnitOfWork,
    Ids,
    Clock,
  ]);
  bindUseCase(bind, Login, [UserRepository, PasswordHasher, FailedSignIns, IssueSession, Outbox, UnitOfWork]);
  bindUseCase(bind, RefreshSession, [
    SessionRepository,
    UserRepository,
    TenantRepository,
    IssueSession,
    RandomSource,
    Outbox,
    UnitOfWork,
    Clock,
  ]);
  bindUseCase(bind, EndSession, [SessionRepository, Outbox, UnitOfWork, Clock, AccessPolicy]);
  bindUseCase(bind, EndAllSessions, [SessionRepository, Outbox, UnitOfWork, Clock, AccessPolicy]);
  bindSingleton(bind, ListSessions, ListSessions, [SessionRepository, Clock, AccessPolicy]);
  bindSingleton(bind, ReadProfile, ReadProfile, [UserRepository, AccessPolicy]);
  bindSingleton(bind, CheckSetup, CheckSetup, [UserRepository, IdentitySettings]);
  bindController(bind, AuthController, [Login, RefreshSession, RegisterUser, ReadProfile, CheckSetup]);
  bindController(bind, SessionsController, [ListSessions, EndSession, EndAllSessions, TokenSigner]);
}

function bindApiKeys(bind: Bind): void {
  bindSingleton(bind, ApiKeyRepository, TypeOrmApiKeyRepository, [PersistenceSession]);
  bindUseCase(bind, CreateApiKey, [ApiKeyRepository, KeyProjects, RandomSource, Outbox, UnitOfWork, Ids, Clock, AccessPolicy]);
  bindUseCase(bind, UpdateApiKey, [ApiKeyRepository, Outbox, UnitOfWork, Clock, AccessPolicy]);
  bindUseCase(bind, RotateApiKey, [ApiKeyRepository, RandomSource, Outbox, UnitOfWork, Clock, AccessPolicy]);
  bindUseCase(bind, ListApiKeys, [ApiKeyRepository, Outbox, UnitOfWork, AccessPolicy]);
  bindSingleton(bind, ReadApiKey, ReadApiKey, [ApiKeyRepository, AccessPolicy]);
  bindSingleton(bind, RecordKeyUse, RecordKeyUse, [ApiKeyRepository, UnitOfWork, Clock]);
  bindProcess(bind, 'api', KeyUseProcess, [RecordKeyUse, LoggerToken]);
  bindController(bind, ApiKeysController, [CreateApiKey, UpdateApiKey, RotateApiKey, ListApiKeys, ReadApiKey]);
}
