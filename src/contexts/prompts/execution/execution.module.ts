import { AiModelDirectory } from '#contexts/catalog/index';
import { bindController, bindProcess, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { AccessPolicy } from '#shared/access-policy.port';
import { MEMBER, READERS } from '#shared/grants';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { SystemPromptRepository } from '../system-prompt/application/system-prompt-repository.port';
import { ServePrompt } from '../resolution/application/serve-prompt';
import { DirectoryModelCatalog } from './adapters/catalog/directory-model-catalog';
import { ExecutionsProcess } from './adapters/executions-process';
import { LlmExecutionController } from './adapters/http/execute-prompt.controller';
import { RawExecutionController } from './adapters/http/execute-raw.controller';
import { AiSdkLanguageModel } from './adapters/provider/ai-sdk-language-model';
import { ProviderFetch } from './adapters/provider/provider-fetch';
import { ObservedLanguageModel } from './adapters/telemetry/observed-language-model';
import { ExecutePrompt } from './application/execute-prompt';
import { ExecuteRaw } from './application/execute-raw';
import { ExecutionSettings } from './application/execution-settings';
import { LanguageModel } from './application/language-model.port';
import { ModelCatalog } from './application/model-catalog.port';
import { RunModel } from './application/run-model';
import { RunningExecutions } from './application/running-executions';

export const executionModule: AggregateModule = {
  tables: [],
  permissions: { 'prompt:execute': { ...MEMBER, ...READERS } },
  bind: (bind) => {
    bindSingleton(bind, ModelCatalog, DirectoryModelCatalog, [AiModelDirectory]);
    bindSingleton(bind, ProviderFetch, ProviderFetch, [ExecutionSettings]);
    bindSingleton(bind, AiSdkLanguageModel, AiSdkLanguageModel, [ExecutionSettings, ProviderFetch]);
    bindSingleton(bind, LanguageModel, ObservedLanguageModel, [AiSdkLanguageModel, ExecutionSettings]);
    bindSingleton(bind, RunningExecutions, RunningExecutions, [ExecutionSettings]);
    bindSingleton(bind, RunModel, RunModel, [LanguageModel, ExecutionSettings, RunningExecutions, Outbox, UnitOfWork]);
    bindUseCase(bind, ExecutePrompt, [AccessPolicy, ModelCatalog, ServePrompt, ProjectCatalog, RunModel]);
    bindUseCase(bind, ExecuteRaw, [AccessPolicy, ModelCatalog, SystemPromptRepository, RunModel]);
    bindController(bind, RawExecutionController, [ExecuteRaw, ExecutionSettings]);
    bindController(bind, LlmExecutionController, [ExecutePrompt, ExecutionSettings]);
    bindProcess(bind, 'api', ExecutionsProcess, [ExecutionSettings, RunningExecutions, ProviderFetch]);
  },
};
