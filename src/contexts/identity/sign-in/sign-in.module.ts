import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { ANY, BY_KEY } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { IdentitySettings } from '../access/application/identity-settings';
import { RandomSource } from '../access/application/random-source.port';
import { FailedSignIns } from '../session/application/failed-sign-ins';
import { SessionRepository } from '../session/application/session-repository.port';
import { TokenSettings } from '../session/application/token-settings';
import { TokenSigner } from '../session/application/token-signer.port';
import { TenantRepository } from '../tenant/application/tenant-repository.port';
import { PasswordHasher } from '../user/application/password-hasher.port';
import { RegisterUser } from '../user/application/register-user';
import { UserRepository } from '../user/application/user-repository.port';
import { AuthController } from './adapters/http/auth.controller';
import { CheckSetup } from './application/check-setup';
import { IssueSession } from './application/issue-session';
import { Login } from './application/login';
import { ReadProfile } from './application/read-profile';
import { RefreshSession } from './application/refresh-session';

export const signInModule: AggregateModule = {
  tables: [],
  permissions: {
    'profile:read': { ...ANY, ...BY_KEY },
  },
  bind: (bind) => {
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
    bindSingleton(bind, ReadProfile, ReadProfile, [UserRepository, AccessPolicy]);
    bindSingleton(bind, CheckSetup, CheckSetup, [UserRepository, IdentitySettings]);
    bindController(bind, AuthController, [Login, RefreshSession, RegisterUser, ReadProfile, CheckSetup]);
  },
};
