import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { BY_KEY, EDITORS, IN_ENVIRONMENTS, READERS, SERVE } from '#shared/grants';
import { Clock } from '#shared/clock.port';
import { AssetRepository } from '../asset/application/asset-repository.port';
import { AssetTranslationRepository } from '../asset/application/asset-translation-repository.port';
import { AssetVersionRepository } from '../asset/application/asset-version-repository.port';
import { PointerHistory } from '../pointer-history/application/pointer-history.port';
import { PointerRepository } from '../pointer/application/pointer-repository.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptLookup } from '../prompt/application/prompt-lookup';
import { PromptRepository } from '../prompt/application/prompt-repository.port';
import { TranslationRepository } from '../prompt/application/translation-repository.port';
import { VersionPreview } from '../prompt/application/version-preview.port';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { HistoryStart } from '../text/application/history-start.port';
import { LruTemplateCompiler } from './adapters/cache/lru-template-compiler';
import { ResolveBatchController } from './adapters/http/resolve-batch.controller';
import { ResolvePromptController } from './adapters/http/resolve-prompt.controller';
import { ServePromptController } from './adapters/http/serve-prompt.controller';
import { AccessMeter } from '../usage/application/access-meter';
import { AssetSource } from './application/asset-source.port';
import { FetchTemplate } from './application/fetch-template';
import { FragmentSource } from './application/fragment-source.port';
import { PreviewVersion } from './application/preview-version';
import { PromptFragments } from './application/prompt-fragments';
import { ReadTemplate } from './application/read-template';
import { ResolveBatch } from './application/resolve-batch';
import { ResolvePrompt } from './application/resolve-prompt';
import { ServePrompt } from './application/serve-prompt';
import { StoredAssets } from './application/stored-assets';
import { StoredFragments } from './application/stored-fragments';
import { TemplateCompiler } from './application/template-compiler.port';
import { StoredSources } from './application/template-sources';
import { Templates } from './application/templates';
import { TextInliner } from './application/text-inliner';
import { VersionChoice } from './application/version-choice';

export const resolutionModule: AggregateModule = {
  tables: [],
  permissions: {
    'prompt:serve': { ...SERVE, ...READERS, ...IN_ENVIRONMENTS, ...BY_KEY, impliedBy: 'prompt:resolve' },
    'prompt:resolve': { ...SERVE, ...READERS, userMembers: EDITORS.project, ...IN_ENVIRONMENTS, ...BY_KEY },
  },
  bind: (bind) => {
    bindSingleton(bind, TemplateCompiler, LruTemplateCompiler, []);
    bindSingleton(bind, VersionChoice, VersionChoice, [ProjectCatalog, VersionRepository, PointerRepository]);
    bindSingleton(bind, AssetSource, StoredAssets, [AssetRepository, AssetVersionRepository, AssetTranslationRepository]);
    bindSingleton(bind, PromptFragments, PromptFragments, [TranslationRepository, AssetSource, TemplateCompiler]);
    bindSingleton(bind, FragmentSource, StoredFragments, [
      ProjectCatalog,
      PromptRepository,
      VersionRepository,
      PointerRepository,
      PromptFragments,
    ]);
    bindSingleton(bind, TextInliner, TextInliner, [FragmentSource]);
    bindUseCase(bind, ServePrompt, [PromptLookup, VersionChoice, PromptFragments, TextInliner, AssetSource, AccessMeter]);
    bindUseCase(bind, ReadTemplate, [PromptLookup, VersionChoice, PromptFragments, TextInliner]);
    bindUseCase(bind, ResolvePrompt, [Templates, AccessMeter]);
    bindUseCase(bind, FetchTemplate, [Templates, AccessMeter]);
    bindUseCase(bind, PreviewVersion, [ProjectCatalog, PromptFragments, TextInliner]);
    bind(VersionPreview).toService(PreviewVersion);
    bindController(bind, ServePromptController, [ServePrompt]);
    bindSingleton(bind, StoredSources, StoredSources, [
      ProjectCatalog,
      PromptRepository,
      VersionRepository,
      PointerRepository,
      TranslationRepository,
      AssetRepository,
      AssetVersionRepository,
      AssetTranslationRepository,
    ]);
    bindSingleton(bind, Templates, Templates, [ReadTemplate, StoredSources, PointerHistory, HistoryStart, TemplateCompiler]);
    bindSingleton(bind, ResolveBatch, ResolveBatch, [ResolvePrompt, Templates]);
    bindController(bind, ResolvePromptController, [ResolvePrompt, FetchTemplate, Clock]);
    bindController(bind, ResolveBatchController, [ResolveBatch, Clock]);
  },
};
