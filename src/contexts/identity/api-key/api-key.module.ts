import { bindController, bindProcess, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { LoggerToken } from '#platform/observability/logger-token';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { ANY, BY_KEY } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { RandomSource } from '../access/application/random-source.port';
import { Permissions } from '../access/domain/permissions';
import { ApiKeysController } from './adapters/http/api-keys.controller';
import { KeyUseProcess } from './adapters/key-use-process';
import { ApiKeyTable } from './adapters/persistence/api-key.table';
import { TypeOrmApiKeyRepository } from './adapters/persistence/typeorm-api-key-repository';
import { TypeOrmKeyDirectory } from './adapters/persistence/typeorm-key-directory';
import { ApiKeyRepository } from './application/api-key-repository.port';
import { CreateApiKey } from './application/create-api-key';
import { KeyDirectory } from './application/key-directory.port';
import { KeyProjects } from './application/key-projects.port';
import { ListApiKeys } from './application/list-api-keys';
import { ReadApiKey } from './application/read-api-key';
import { RecordKeyUse } from './application/record-key-use';
import { RotateApiKey } from './application/rotate-api-key';
import { UpdateApiKey } from './application/update-api-key';

export const apiKeyModule: AggregateModule = {
  tables: [ApiKeyTable],
  permissions: {
    'api-key:own': { ...ANY, ...BY_KEY },
  },
  bind: (bind) => {
    bindSingleton(bind, ApiKeyRepository, TypeOrmApiKeyRepository, [PersistenceSession]);
    bindSingleton(bind, KeyDirectory, TypeOrmKeyDirectory, [PersistenceSession]);
    bindUseCase(bind, CreateApiKey, [
      ApiKeyRepository,
      KeyProjects,
      RandomSource,
      Outbox,
      UnitOfWork,
      Ids,
      Clock,
      AccessPolicy,
      Permissions,
    ]);
    bindUseCase(bind, UpdateApiKey, [ApiKeyRepository, Outbox, UnitOfWork, Clock, AccessPolicy]);
    bindUseCase(bind, RotateApiKey, [ApiKeyRepository, RandomSource, Outbox, UnitOfWork, Clock, AccessPolicy]);
    bindUseCase(bind, ListApiKeys, [ApiKeyRepository, Outbox, UnitOfWork, AccessPolicy]);
    bindSingleton(bind, ReadApiKey, ReadApiKey, [ApiKeyRepository, AccessPolicy]);
    bindSingleton(bind, RecordKeyUse, RecordKeyUse, [ApiKeyRepository, UnitOfWork, Clock]);
    bindProcess(bind, 'api', KeyUseProcess, [RecordKeyUse, LoggerToken]);
    bindController(bind, ApiKeysController, [CreateApiKey, UpdateApiKey, RotateApiKey, ListApiKeys, ReadApiKey]);
  },
};
