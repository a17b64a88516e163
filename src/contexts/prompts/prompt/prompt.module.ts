import { ResourceAuditLog } from '#contexts/audit/index';
import {
  ChangeRoutes,
  EnsureTags,
  EnvironmentDirectory,
  ProjectDirectory,
  ProjectLanguages,
  TagDirectory,
  UsableAiModels,
} from '#contexts/catalog/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ApprovalPolicy } from '../marketplace/application/approval-policy.port';
import { ReferenceIndex } from '../reference-index/application/reference-index.port';
import { LoggedPromptEvents } from './adapters/audit/logged-prompt-events';
import { DirectoryProjectCatalog } from './adapters/catalog/directory-project-catalog';
import { DirectoryProjectModels } from './adapters/catalog/directory-project-models';
import { DirectoryProjectTags } from './adapters/catalog/directory-project-tags';
import { ProjectLanguageCatalog } from './adapters/catalog/project-language-catalog';
import { PromptChangeRoutes } from './adapters/catalog/prompt-change-routes';
import { HistoryController } from './adapters/http/history.controller';
import { PromptsController } from './adapters/http/prompts.controller';
import { StructuresController } from './adapters/http/structures.controller';
import { TranslationsController } from './adapters/http/translations.controller';
import { VersionDiffController } from './adapters/http/version-diff.controller';
import { VersionStatesController } from './adapters/http/version-states.controller';
import { VersionsController } from './adapters/http/versions.controller';
import { PromptTagTable } from './adapters/persistence/prompt-tag.table';
import { PromptTable } from './adapters/persistence/prompt.table';
import { ReleasedTagTable } from './adapters/persistence/released-tag.table';
import { RetainedTextTable } from './adapters/persistence/retained-text.table';
import { TranslationRevisionTable } from './adapters/persistence/translation-revision.table';
import { TranslationTable } from './adapters/persistence/translation.table';
import { TypeOrmPromptCatalogLinks } from './adapters/persistence/typeorm-prompt-catalog-links';
import { TypeOrmPromptRepository } from './adapters/persistence/typeorm-prompt-repository';
import { TypeOrmReleasedTags } from './adapters/persistence/typeorm-released-tags';
import { TypeOrmTranslationRepository } from './adapters/persistence/typeorm-translation-repository';
import { TypeOrmVersionRepository } from './adapters/persistence/typeorm-version-repository';
import { VersionTable } from './adapters/persistence/version.table';
import { ActivateVersion } from './application/activate-version';
import { ArchiveVersion } from './application/archive-version';
import { AssetCreation } from './application/asset-creation.port';
import { CompareVersions } from './application/compare-versions';
import { CreatePrompt } from './application/create-prompt';
import { CreateTranslation } from './application/create-translation';
import { CreateVersion } from './application/create-version';
import { DeletePrompt } from './application/delete-prompt';
import { DeleteTranslation } from './application/delete-translation';
import { DeleteVersion } from './application/delete-version';
import { LanguageCatalog } from './application/language-catalog.port';
import { LoadStructure } from './application/load-structure';
import { LocaleGate } from './application/locale-gate';
import { ProjectCatalog } from './application/project-catalog.port';
import { ProjectModels } from './application/project-models.port';
import { ProjectTags } from './application/project-tags.port';
import { PromptCatalogLinks } from './application/prompt-catalog-links.port';
import { PromptLookup } from './application/prompt-lookup';
import { PromptRemovalGuard } from './application/prompt-removal-guard.port';
import { PromptRepository } from './application/prompt-repository.port';
import { PromptEvents } from './application/prompt-events.port';
import { ReadHistory } from './application/read-history';
import { ReadPrompts } from './application/read-prompts';
import { ReadTranslationStatus } from './application/read-translation-status';
import { ReadTranslations } from './application/read-translations';
import { ReadVersions } from './application/read-versions';
import { ReleasedTags } from './application/released-tags.port';
import { RequestPublish } from './application/request-publish';
import { RestoreVersion } from './application/restore-version';
import { ServedTexts } from './application/served-texts.port';
import { TranslatedVersions } from './application/translated-versions';
import { TranslationRepository } from './application/translation-repository.port';
import { UnpublishVersion } from './application/unpublish-version';
import { UpdatePrompt } from './application/update-prompt';
import { UpdateTranslation } from './application/update-translation';
import { UpdateVersion } from './application/update-version';
import { VersionActivation } from './application/version-activation';
import { VersionLookup } from './application/version-lookup';
import { VersionPointers } from './application/version-pointers.port';
import { VersionPreview } from './application/version-preview.port';
import { VersionRepository } from './application/version-repository.port';

export const promptModule: AggregateModule = {
  tables: [PromptTable, PromptTagTable, VersionTable, TranslationTable, TranslationRevisionTable, ReleasedTagTable, RetainedTextTable],
  bind: (bind) => {
    bindSingleton(bind, PromptRepository, TypeOrmPromptRepository, [PersistenceSession]);
    bindSingleton(bind, ReleasedTags, TypeOrmReleasedTags, [PersistenceSession]);
    bindSingleton(bind, VersionRepository, TypeOrmVersionRepository, [PersistenceSession, ReferenceIndex, ReleasedTags]);
    bindSingleton(bind, PromptCatalogLinks, TypeOrmPromptCatalogLinks, [PersistenceSession]);
    bindSingleton(bind, ChangeRoutes, PromptChangeRoutes, [ServedTexts]);
    bindSingleton(bind, ProjectCatalog, DirectoryProjectCatalog, [ProjectDirectory, EnvironmentDirectory]);
    bindSingleton(bind, ProjectModels, DirectoryProjectModels, [UsableAiModels]);
    bindSingleton(bind, ProjectTags, DirectoryProjectTags, [TagDirectory, EnsureTags]);
    bindSingleton(bind, PromptLookup, PromptLookup, [ProjectCatalog, PromptRepository]);
    bindUseCase(bind, CreatePrompt, [ProjectCatalog, ProjectTags, PromptRepository, VersionRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdatePrompt, [PromptLookup, ProjectTags, PromptRepository, ReadPrompts, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeletePrompt, [PromptLookup, PromptRepository, VersionPointers, PromptRemovalGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadPrompts, ReadPrompts, [
      ProjectCatalog,
      ProjectTags,
      PromptLookup,
      PromptRepository,
      VersionRepository,
      VersionPointers,
    ]);
    bindController(bind, PromptsController, [CreatePrompt, UpdatePrompt, DeletePrompt, ReadPrompts]);
    bindUseCase(bind, CreateVersion, [PromptLookup, ProjectModels, VersionRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateVersion, [PromptLookup, ProjectModels, VersionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteVersion, [PromptLookup, VersionRepository, VersionPointers, PromptRemovalGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, VersionActivation, VersionActivation, [VersionRepository, Outbox, Clock]);
    bindUseCase(bind, ActivateVersion, [PromptLookup, VersionRepository, VersionActivation, Outbox, UnitOfWork]);
    bindUseCase(bind, RestoreVersion, [PromptLookup, VersionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, ArchiveVersion, [PromptLookup, VersionRepository, VersionPointers, PromptRemovalGuard, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, RequestPublish, [PromptLookup, VersionRepository, ApprovalPolicy, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, UnpublishVersion, [PromptLookup, VersionRepository, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ReadVersions, ReadVersions, [PromptLookup, VersionRepository, VersionPointers]);
    bindController(bind, VersionsController, [CreateVersion, UpdateVersion, DeleteVersion, ReadVersions, VersionPreview, ServedTexts]);
    bindController(bind, VersionStatesController, [
      ActivateVersion,
      ArchiveVersion,
      RestoreVersion,
      RequestPublish,
      UnpublishVersion,
      ReadVersions,
    ]);
    bindSingleton(bind, TranslationRepository, TypeOrmTranslationRepository, [PersistenceSession, ReferenceIndex]);
    bindSingleton(bind, LanguageCatalog, ProjectLanguageCatalog, [ProjectLanguages]);
    bindSingleton(bind, LocaleGate, LocaleGate, [LanguageCatalog, VersionRepository]);
    bindSingleton(bind, VersionLookup, VersionLookup, [PromptLookup, VersionRepository]);
    bindSingleton(bind, TranslatedVersions, TranslatedVersions, [VersionLookup, VersionRepository, Outbox, Clock]);
    bindUseCase(bind, CreateTranslation, [TranslatedVersions, TranslationRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateTranslation, [TranslatedVersions, TranslationRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteTranslation, [TranslatedVersions, TranslationRepository, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, ReadTranslations, ReadTranslations, [VersionLookup, TranslationRepository]);
    bindSingleton(bind, ReadTranslationStatus, ReadTranslationStatus, [VersionLookup, VersionRepository, LanguageCatalog]);
    bindController(bind, TranslationsController, [
      CreateTranslation,
      UpdateTranslation,
      DeleteTranslation,
      ReadTranslations,
      ReadTranslationStatus,
      VersionPreview,
      ServedTexts,
    ]);
    bindUseCase(bind, CompareVersions, [ReadVersions, VersionRepository]);
    bindController(bind, VersionDiffController, [CompareVersions]);
    bindSingleton(bind, PromptEvents, LoggedPromptEvents, [ResourceAuditLog]);
    bindUseCase(bind, ReadHistory, [PromptLookup, PromptEvents]);
    bindController(bind, HistoryController, [ReadHistory]);
    bindUseCase(bind, LoadStructure, [ProjectCatalog, ProjectTags, CreatePrompt, AssetCreation, UnitOfWork]);
    bindController(bind, StructuresController, [LoadStructure, ReadPrompts]);
  },
};
