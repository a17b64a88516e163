import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import { bindResources } from '#platform/container/bind-resources';
import type { AggregateModule } from '#platform/container/context-module';
import { Clock } from '#shared/clock.port';
import { MEMBER, PROJECT_ADMIN, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { CatalogReferences } from '../project/application/catalog-references.port';
import { ProjectDirectory } from '../project/application/project-directory.port';
import { AiModelsController } from './adapters/http/ai-models.controller';
import { AI_MODEL_STORE, AiModelTable } from './adapters/persistence/ai-model.table';
import { AiModelDirectory } from './application/ai-model-directory';
import { CreateAiModel } from './application/create-ai-model';
import { DeleteAiModel } from './application/delete-ai-model';
import { ReadAiModels } from './application/read-ai-models';
import { UpdateAiModel } from './application/update-ai-model';
import { UsableAiModels } from './application/usable-ai-models';
import { AiModel } from './domain/ai-model';

export const aiModelModule: AggregateModule = {
  tables: [AiModelTable],
  permissions: {
    'ai-model:read': { ...MEMBER, ...READERS },
    'ai-model:write': { ...MEMBER, ...PROJECT_ADMIN },
  },
  bind: (bind) => {
    const models = bindResources(bind, AiModel, AI_MODEL_STORE);
    bindSingleton(bind, UsableAiModels, UsableAiModels, [models]);
    bindSingleton(bind, AiModelDirectory, AiModelDirectory, [models, ProjectDirectory]);
    bindUseCase(bind, CreateAiModel, [ProjectDirectory, models, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateAiModel, [ProjectDirectory, models, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAiModel, [ProjectDirectory, models, CatalogReferences, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadAiModels, ReadAiModels, [ProjectDirectory, models]);
    bindController(bind, AiModelsController, [CreateAiModel, UpdateAiModel, DeleteAiModel, ReadAiModels]);
  },
};
