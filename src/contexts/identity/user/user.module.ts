import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { ADMIN, ADMINS, BY_KEY } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { IdentitySettings } from '../access/application/identity-settings';
import { RandomSource } from '../access/application/random-source.port';
import { FailedSignIns } from '../session/application/failed-sign-ins';
import { SessionRepository } from '../session/application/session-repository.port';
import { SignInAccounts } from '../session/application/sign-in-accounts.port';
import { CrossTenantReads } from '../tenant/application/cross-tenant-reads';
import { TenantRepository } from '../tenant/application/tenant-repository.port';
import { Argon2PasswordHasher } from './adapters/crypto/argon2-password-hasher';
import { PasswordsController } from './adapters/http/passwords.controller';
import { UsersController } from './adapters/http/users.controller';
import { CredentialSettingTable } from './adapters/persistence/credential-setting.table';
import { PasswordResetTable } from './adapters/persistence/password-reset.table';
import { TypeOrmCredentialSettings } from './adapters/persistence/typeorm-credential-settings';
import { TypeOrmPasswordResetRepository } from './adapters/persistence/typeorm-password-reset-repository';
import { TypeOrmPeopleDirectory } from './adapters/persistence/typeorm-people-directory';
import { TypeOrmUserRepository } from './adapters/persistence/typeorm-user-repository';
import { UserTable } from './adapters/persistence/user.table';
import { AccountGuard } from './application/account-guard';
import { ChangePassword } from './application/change-password';
import { CreateUser } from './application/create-user';
import { CredentialSettings } from './application/credential-settings.port';
import { DeleteUser } from './application/delete-user';
import { IdentityUsage } from './application/identity-usage.port';
import { IssuePasswordReset } from './application/issue-password-reset';
import { PasswordHasher } from './application/password-hasher.port';
import { PasswordResetRepository } from './application/password-reset-repository.port';
import { PeopleDirectory } from './application/people-directory.port';
import { ReadUsers } from './application/read-users';
import { RegisterUser } from './application/register-user';
import { ResetPassword } from './application/reset-password';
import { UpdateUser } from './application/update-user';
import { UserRepository } from './application/user-repository.port';
import { UserScope } from './application/user-scope';

export const userModule: AggregateModule = {
  tables: [UserTable, PasswordResetTable, CredentialSettingTable],
  permissions: {
    'user:read': { ...ADMINS, ...BY_KEY },
    'user:write': { ...ADMINS, ...BY_KEY },
    'user:credentials': { ...ADMIN, ...BY_KEY },
    'user:reset': ADMINS,
  },
  bind: (bind) => {
    bindSingleton(bind, UserRepository, TypeOrmUserRepository, [PersistenceSession]);
    bind(SignInAccounts).toService(UserRepository);
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
    bindUseCase(bind, ChangePassword, [
      UserRepository,
      PasswordHasher,
      FailedSignIns,
      AccountGuard,
      Outbox,
      UnitOfWork,
      Clock,
      AccessPolicy,
    ]);
    bindUseCase(bind, ResetPassword, [PasswordResetRepository, UserRepository, PasswordHasher, AccountGuard, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ReadUsers, ReadUsers, [UserRepository, UserScope, CrossTenantReads]);
    bindController(bind, UsersController, [CreateUser, UpdateUser, DeleteUser, ReadUsers, IssuePasswordReset]);
    bindController(bind, PasswordsController, [ChangePassword, ResetPassword]);
  },
};
