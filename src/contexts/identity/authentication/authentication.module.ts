import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { Clock } from '#shared/clock.port';
import { IdentitySettings } from '../access/application/identity-settings';
import { ApiKeyRepository } from '../api-key/application/api-key-repository.port';
import { RecordKeyUse } from '../api-key/application/record-key-use';
import { SessionRepository } from '../session/application/session-repository.port';
import { TokenSettings } from '../session/application/token-settings';
import { TokenSigner } from '../session/application/token-signer.port';
import { TenantRepository } from '../tenant/application/tenant-repository.port';
import { UserRepository } from '../user/application/user-repository.port';
import { IdentityStrategies } from './adapters/http/identity-strategies';
import { PrincipalCaches } from './adapters/http/principal-caches';
import { PrincipalMemory } from './application/principal-memory.port';
import { Principals } from './application/principals';

export const authenticationModule: AggregateModule = {
  tables: [],
  bind: (bind) => {
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
  },
};
