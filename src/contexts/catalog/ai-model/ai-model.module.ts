import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { CatalogReferences } from '../project/application/catalog-references.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { AiModelsController } from './adapters/http/ai-models.controller';
import { AiModelTable } from './adapters/persistence/ai-model.table';
import { TypeOrmAiModelRepository } from './adapters/persistence/typeorm-ai-model-repository';
import { AiModelDirectory } from './application/ai-model-directory';
import { AiModelRepository } from './application/ai-model-repository.port';
import { CreateAiModel } from './application/create-ai-model';
import { DeleteAiModel } from './application/delete-ai-model';
import { ReadAiModels } from './application/read-ai-models';
import { UpdateAiModel } from './application/update-ai-model';
import { UsableAiModels } from './application/usable-ai-models';

export const aiModelModule: AggregateModule = {
  tables: [AiModelTable],
  permissions: {
    'ai-model:read': { ...MEMBER, ...READERS },
    'ai-model:write': { ...MEMBER, ...PROJECT_ADMIN },
  },
  bind: (bind) => {
    bindSingleton(bind, AiModelRepository, TypeOrmAiModelRepository, [PersistenceSession]);
    bindSingleton(bind, UsableAiModels, UsableAiModels, [AiModelRepository]);
    bindSingleton(bind, AiModelDirectory, AiModelDirectory, [AiModelRepository]);
    bindUseCase(bind, CreateAiModel, [ProjectDirectory, AiModelRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateAiModel, [ProjectDirectory, AiModelRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAiModel, [ProjectDirectory, AiModelRepository, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadAiModels, ReadAiModels, [ProjectDirectory, AiModelRepository]);
    bindController(bind, AiModelsController, [CreateAiModel, UpdateAiModel, DeleteAiModel, ReadAiModels]);
  },
};
