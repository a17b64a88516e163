import { AiModelDirectory } from '#contexts/catalog/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { RunModel } from '../execution/application/run-model';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { SystemPromptRepository } from '../system-prompt/application/system-prompt-repository.port';
import { DirectoryGeneratorModels } from './adapters/catalog/directory-generator-models';
import { GenerateStructureController } from './adapters/http/generate-structure.controller';
import { GenerateStructure } from './application/generate-structure';
import { GeneratorModels } from './application/generator-models.port';

export const generationModule: AggregateModule = {
  tables: [],
  bind: (bind) => {
    bindSingleton(bind, GeneratorModels, DirectoryGeneratorModels, [AiModelDirectory]);
    bindUseCase(bind, GenerateStructure, [ProjectCatalog, GeneratorModels, SystemPromptRepository, RunModel]);
    bindController(bind, GenerateStructureController, [GenerateStructure]);
  },
};
