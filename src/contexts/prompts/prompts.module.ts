import { ContainerModule } from 'inversify';
import { ResourceTrail } from '#contexts/audit/index';
import {
  CatalogReferences,
  CatalogUsage,
  ChangeRoutes,
  EnsureTags,
  EnvironmentDirectory,
  ProjectDirectory,
  ProjectLanguages,
  TagDirectory,
  UsableAiModels,
} from '#contexts/catalog/index';
import { TenantSettings } from '#contexts/identity/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetTranslationRepository } from './asset/application/asset-translation-repository.port';
import { AssetVersionRepository } from './asset/application/asset-version-repository.port';
import { AssetRepository } from './asset/application/asset-repository.port';
import { TenantApprovalPolicy } from './marketplace/adapters/identity/tenant-approval-policy';
import { ApprovalPolicy } from './marketplace/application/approval-policy.port';
import { DeploymentRepository } from './deployment/application/deployment-repository.port';
import { PointerHistory } from './pointer/application/pointer-history.port';
import { PointerRepository } from './pointer/application/pointer-repository.port';
import { LogPromptTrail } from './prompt/adapters/audit/log-prompt-trail';
import { DirectoryProjectCatalogue } from './prompt/adapters/catalog/directory-project-catalogue';
import { DirectoryProjectModels } from './prompt/adapters/catalog/directory-project-models';
import { PromptChangeRoutes } from './prompt/adapters/catalog/prompt-change-routes';
import { DirectoryProjectTags } from './prompt/adapters/catalog/directory-project-tags';
import { ProjectLanguageCatalogue } from './prompt/adapters/catalog/project-language-catalogue';
import { HistoryController } from './prompt/adapters/http/history.controller';
import { PromptsController } from './prompt/adapters/http/prompts.controller';
import { TranslationsController } from './prompt/adapters/http/translations.controller';
import { VersionDiffController } from './prompt/adapters/http/version-diff.controller';
import { VersionStatesController } from './prompt/adapters/http/version-states.controller';
import { VersionsController } from './prompt/adapters/http/versions.controller';
import { PromptTagTable } from './prompt/adapters/persistence/prompt-tag.table';
import { PromptTable } from './prompt/adapters/persistence/prompt.table';
import { PromptsCatalogReferences } from './prompt/adapters/persistence/prompts-catalog-references';
import { PromptsCatalogUsage } from './prompt/adapters/persistence/prompts-catalog-usage';
import { ReleasedTagTable } from './prompt/adapters/persistence/released-tag.table';
import { TranslationTable } from './prompt/adapters/persistence/translation.table';
import { TranslationRevisionTable } from './prompt/adapters/persistence/translation-revision.table';
import { TypeOrmPromptRepository } from './prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmTranslationRepository } from './prompt/adapters/persistence/typeorm-translation-repository';
import { TypeOrmVersionRepository } from './prompt/adapters/persistence/typeorm-version-repository';
import { TypeOrmReleasedTags } from './prompt/adapters/persistence/typeorm-released-tags';
import { VersionTable } from './prompt/adapters/persistence/version.table';
import { ActivateVersion } from './prompt/application/activate-version';
import { ArchiveVersion } from './prompt/application/archive-version';
import { CompareVersions } from './prompt/application/compare-versions';
import { CreatePrompt } from './prompt/application/create-prompt';
import { CreateTranslation } from './prompt/application/create-translation';
import { CreateVersion } from './prompt/application/create-version';
import { DeletePrompt } from './prompt/application/delete-prompt';
import { DeleteTranslation } from './prompt/application/delete-translation';
import { DeleteVersion } from './prompt/application/delete-version';
import { LanguageCatalogue } from './prompt/application/language-catalogue.port';
import { LocaleGate } from './prompt/application/locale-gate';
import { ProjectCatalogue } from './prompt/application/project-catalogue.port';
import { ProjectModels } from './prompt/application/project-models.port';
import { ProjectTags } from './prompt/application/project-tags.port';
import { PromptLookup } from './prompt/application/prompt-lookup';
import { PromptRepository } from './prompt/application/prompt-repository.port';
import { PromptTrail } from './prompt/application/prompt-trail.port';
import { ReadHistory } from './prompt/application/read-history';
import { ReadPrompts } from './prompt/application/read-prompts';
import { ReadTranslationStatus } from './prompt/application/read-translation-status';
import { ReadTranslations } from './prompt/application/read-translations';
import { ReadVersions } from './prompt/application/read-versions';
import { ReleasedTags } from './prompt/application/released-tags.port';
import { ServedTexts } from './prompt/application/served-texts.port';
import { RequestPublish } from './prompt/application/request-publish';
import { TranslatedVersions } from './prompt/application/translated-versions';
import { TranslationRepository } from './prompt/application/translation-repository.port';
import { UnpublishVersion } from './prompt/application/unpublish-version';
import { RestoreVersion } from './prompt/application/restore-version';
import { UpdatePrompt } from './prompt/application/update-prompt';
import { UpdateTranslation } from './prompt/application/update-translation';
import { UpdateVersion } from './prompt/application/update-version';
import { VersionActivation } from './prompt/application/version-activation';
import { VersionLookup } from './prompt/application/version-lookup';
import { VersionRepository } from './prompt/application/version-repository.port';
import { DependentsGuard } from './reference/application/dependents-guard';
import { ReferenceIndex } from './reference/application/reference-index.port';
import { ReleaseRulesRepository } from './release-rules/application/release-rules-repository.port';
import { LruTemplateCompiler } from './resolution/adapters/cache/lru-template-compiler';
import { ResolvePromptController } from './resolution/adapters/http/resolve-prompt.controller';
import { ServePromptController } from './resolution/adapters/http/serve-prompt.controller';
import { AssetSource } from './resolution/application/asset-source.port';
import { FragmentSource } from './resolution/application/fragment-source.port';
import { PreviewVersion } from './resolution/application/preview-version';
import { PromptFragments } from './resolution/application/prompt-fragments';
import { ReadTemplate } from './resolution/application/read-template';
import { ResolvePrompt } from './resolution/application/resolve-prompt';
import { ServePrompt } from './resolution/application/serve-prompt';
import { StoredAssets } from './resolution/application/stored-assets';
import { StoredFragments } from './resolution/application/stored-fragments';
import { TemplateCompiler } from './resolution/application/template-compiler.port';
import { TextInliner } from './resolution/application/text-inliner';
import { VersionChoice } from './resolution/application/version-choice';

export const promptsModule: ContextModule = {
  name: 'prompts',
  tables: [PromptTable, PromptTagTable, VersionTable, TranslationTable, TranslationRevisionTable, ReleasedTagTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, PromptRepository, TypeOrmPromptRepository, [PersistenceSession]);
    bindSingleton(bind, ReleasedTags, TypeOrmReleasedTags, [PersistenceSession]);
    bindSingleton(bind, VersionRepository, TypeOrmVersionRepository, [PersistenceSession, ReferenceIndex, ReleasedTags]);
    bindSingleton(bind, CatalogUsage, PromptsCatalogUsage, [PersistenceSession, DeploymentRepository, ReleaseRulesRepository]);
    bindSingleton(bind, ChangeRoutes, PromptChangeRoutes, [ServedTexts]);
    bindSingleton(bind, CatalogReferences, PromptsCatalogReferences, [PersistenceSession, PointerHistory, Clock, ReleaseRulesRepository]);

    bindSingleton(bind, ProjectCatalogue, DirectoryProjectCatalogue, [ProjectDirectory, EnvironmentDirectory]);
    bindSingleton(bind, ProjectModels, DirectoryProjectModels, [UsableAiModels]);
    bindSingleton(bind, ProjectTags, DirectoryProjectTags, [TagDirectory, EnsureTags]);
    bindSingleton(bind, PromptLookup, PromptLookup, [ProjectCatalogue, PromptRepository]);
    bindUseCase(bind, CreatePrompt, [ProjectCatalogue, ProjectTags, PromptRepository, VersionRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdatePrompt, [PromptLookup, ProjectTags, PromptRepository, ReadPrompts, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeletePrompt, [PromptLookup, PromptRepository, PointerRepository, DependentsGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadPrompts, ReadPrompts, [
      ProjectCatalogue,
      ProjectTags,
      PromptLookup,
      PromptRepository,
      VersionRepository,
      PointerRepository,
    ]);
    bindController(bind, PromptsController, [CreatePrompt, UpdatePrompt, DeletePrompt, ReadPrompts]);

    bindUseCase(bind, CreateVersion, [PromptLookup, ProjectModels, VersionRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateVersion, [PromptLookup, ProjectModels, VersionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteVersion, [PromptLookup, VersionRepository, PointerRepository, DependentsGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, VersionActivation, VersionActivation, [VersionRepository, Outbox, Clock]);
    bindUseCase(bind, ActivateVersion, [PromptLookup, VersionRepository, VersionActivation, Outbox, UnitOfWork]);
    bindUseCase(bind, RestoreVersion, [PromptLookup, VersionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, ArchiveVersion, [PromptLookup, VersionRepository, PointerRepository, DependentsGuard, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ApprovalPolicy, TenantApprovalPolicy, [TenantSettings]);
    bindUseCase(bind, RequestPublish, [PromptLookup, VersionRepository, ApprovalPolicy, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, UnpublishVersion, [PromptLookup, VersionRepository, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ReadVersions, ReadVersions, [PromptLookup, VersionRepository, PointerRepository]);
    bindController(bind, VersionsController, [CreateVersion, UpdateVersion, DeleteVersion, ReadVersions, PreviewVersion, ServedTexts]);
    bindController(bind, VersionStatesController, [
      ActivateVersion,
      ArchiveVersion,
      RestoreVersion,
      RequestPublish,
      UnpublishVersion,
      ReadVersions,
    ]);

    bindSingleton(bind, TranslationRepository, TypeOrmTranslationRepository, [PersistenceSession, ReferenceIndex]);
    bindSingleton(bind, LanguageCatalogue, ProjectLanguageCatalogue, [ProjectLanguages]);
    bindSingleton(bind, LocaleGate, LocaleGate, [LanguageCatalogue, VersionRepository]);
    bindSingleton(bind, VersionLookup, VersionLookup, [PromptLookup, VersionRepository]);
    bindSingleton(bind, TranslatedVersions, TranslatedVersions, [VersionLookup, VersionRepository, Outbox, Clock]);
    bindUseCase(bind, CreateTranslation, [TranslatedVersions, TranslationRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateTranslation, [TranslatedVersions, TranslationRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteTranslation, [TranslatedVersions, TranslationRepository, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ReadTranslations, ReadTranslations, [VersionLookup, TranslationRepository]);
    bindSingleton(bind, ReadTranslationStatus, ReadTranslationStatus, [VersionLookup, VersionRepository, LanguageCatalogue]);
    bindController(bind, TranslationsController, [
      CreateTranslation,
      UpdateTranslation,
      DeleteTranslation,
      ReadTranslations,
      ReadTranslationStatus,
      PreviewVersion,
      ServedTexts,
    ]);

    bindUseCase(bind, CompareVersions, [ReadVersions, VersionRepository]);
    bindController(bind, VersionDiffController, [CompareVersions]);
    bindSingleton(bind, PromptTrail, LogPromptTrail, [ResourceTrail]);
    bindUseCase(bind, ReadHistory, [PromptLookup, PromptTrail]);
    bindController(bind, HistoryController, [ReadHistory]);

    bindSingleton(bind, TemplateCompiler, LruTemplateCompiler, []);
    bindSingleton(bind, VersionChoice, VersionChoice, [ProjectCatalogue, VersionRepository, PointerRepository]);
    bindSingleton(bind, AssetSource, StoredAssets, [AssetRepository, AssetVersionRepository, AssetTranslationRepository]);
    bindSingleton(bind, PromptFragments, PromptFragments, [VersionRepository, AssetSource, TemplateCompiler]);
    bindSingleton(bind, FragmentSource, StoredFragments, [
      ProjectCatalogue,
      PromptRepository,
      VersionRepository,
      PointerRepository,
      PromptFragments,
    ]);
    bindSingleton(bind, TextInliner, TextInliner, [FragmentSource]);
    bindUseCase(bind, ServePrompt, [PromptLookup, VersionChoice, PromptFragments, TextInliner, AssetSource]);
    bindUseCase(bind, ReadTemplate, [PromptLookup, VersionChoice, PromptFragments, TextInliner]);
    bindUseCase(bind, ResolvePrompt, [ReadTemplate]);
    bindUseCase(bind, PreviewVersion, [ProjectCatalogue, PromptFragments, TextInliner]);
    bindController(bind, ServePromptController, [ServePrompt]);
    bindController(bind, ResolvePromptController, [ResolvePrompt, ReadTemplate]);
  }),
};
