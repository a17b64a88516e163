import { ResourceAuditLog } from '#contexts/audit/index';
import {
  ChangeFaults,
  EnsureTags,
  EnvironmentDirectory,
  ProjectDirectory,
  ProjectLanguages,
  ProjectNames,
  TagDirectory,
  UsableAiModels,
} from '#contexts/catalog/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { EDITORS, IN_ENVIRONMENTS, MEMBER, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { PromptCopies } from '../marketplace/application/prompt-copies.port';
import { ReferenceIndex } from '../reference-index/application/reference-index.port';
import { LoggedPromptEvents } from './adapters/audit/logged-prompt-events';
import { LanguageCatalog } from '../text/application/language-catalog.port';
import { ProjectModels } from '../text/application/project-models.port';
import { ReleasedTags } from '../text/application/released-tags.port';
import { RemovalGuard } from '../text/application/removal-guard.port';
import { bindTextUseCases } from '../text/adapters/bind-text-use-cases';
import { DirectoryProjectCatalog } from './adapters/catalog/directory-project-catalog';
import { DirectoryProjectModels } from './adapters/catalog/directory-project-models';
import { DirectoryProjectTags } from './adapters/catalog/directory-project-tags';
import { DirectoryPublishedProjects } from './adapters/catalog/directory-published-projects';
import { ProjectLanguageCatalog } from './adapters/catalog/project-language-catalog';
import { ServedChangeFaults } from './adapters/catalog/served-change-faults';
import { HistoryController } from './adapters/http/history.controller';
import { MarketplacePromptsController } from './adapters/http/marketplace-prompts.controller';
import { PromptsController } from './adapters/http/prompts.controller';
import { StructuresController } from './adapters/http/structures.controller';
import { TranslationsController } from './adapters/http/translations.controller';
import { VersionDiffController } from './adapters/http/version-diff.controller';
import { VersionReviewsController } from './adapters/http/version-reviews.controller';
import { VersionStatesController } from './adapters/http/version-states.controller';
import { VersionsController } from './adapters/http/versions.controller';
import { PromptTagTable } from './adapters/persistence/prompt-tag.table';
import { PromptTable } from './adapters/persistence/prompt.table';
import { TranslationRevisionTable } from './adapters/persistence/translation-revision.table';
import { TranslationTable } from './adapters/persistence/translation.table';
import { TypeOrmPromptCatalogLinks } from './adapters/persistence/typeorm-prompt-catalog-links';
import { TypeOrmPromptRepository } from './adapters/persistence/typeorm-prompt-repository';
import { TypeOrmTranslationRepository } from './adapters/persistence/typeorm-translation-repository';
import { TypeOrmVersionListings } from './adapters/persistence/typeorm-version-listings';
import { TypeOrmVersionRepository } from './adapters/persistence/typeorm-version-repository';
import { VersionTable } from './adapters/persistence/version.table';
import { AssetCreation } from './application/asset-creation.port';
import { CompareVersions } from './application/compare-versions';
import { CreatePrompt } from './application/create-prompt';
import { DeletePrompt } from './application/delete-prompt';
import { LoadStructure } from './application/load-structure';
import { ProjectCatalog } from './application/project-catalog.port';
import * as texts from './application/prompt-text-use-cases';
import { ProjectTags } from './application/project-tags.port';
import { PromptCatalogLinks } from './application/prompt-catalog-links.port';
import { PromptLookup } from './application/prompt-lookup';
import { PromptRepository } from './application/prompt-repository.port';
import { PromptEvents } from './application/prompt-events.port';
import { PublishedProjects } from './application/published-projects.port';
import { ReadHistory } from './application/read-history';
import { ReadPrompts } from './application/read-prompts';
import { ReadPublishedPrompts } from './application/read-published-prompts';
import { ServedTexts } from './application/served-texts.port';
import { TranslationRepository } from './application/translation-repository.port';
import { UpdatePrompt } from './application/update-prompt';
import { VersionActivation } from './application/version-activation';
import { VersionListings } from './application/version-listings.port';
import { VersionLookup } from './application/version-lookup';
import { VersionPointers } from './application/version-pointers.port';
import { VersionPreview } from './application/version-preview.port';
import { VersionRepository } from './application/version-repository.port';

export const promptModule: AggregateModule = {
  tables: [PromptTable, PromptTagTable, VersionTable, TranslationTable, TranslationRevisionTable],
  permissions: {
    'prompt:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
    'prompt:write': { ...MEMBER, ...EDITORS },
    'version:read': { ...MEMBER, ...READERS },
    'version:write': { ...MEMBER, ...EDITORS },
    'version:activate': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
    'version:publish': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
    'translation:read': { ...MEMBER, ...READERS },
    'translation:write': { ...MEMBER, ...EDITORS },
  },
  bind: (bind) => {
    bindSingleton(bind, PromptRepository, TypeOrmPromptRepository, [PersistenceSession, Clock]);
    bindSingleton(bind, VersionRepository, TypeOrmVersionRepository, [PersistenceSession, ReferenceIndex, ReleasedTags, Clock]);
    bindSingleton(bind, PromptCatalogLinks, TypeOrmPromptCatalogLinks, [PersistenceSession]);
    bindSingleton(bind, ChangeFaults, ServedChangeFaults, [ServedTexts]);
    bindSingleton(bind, ProjectCatalog, DirectoryProjectCatalog, [ProjectDirectory, EnvironmentDirectory]);
    bindSingleton(bind, ProjectModels, DirectoryProjectModels, [UsableAiModels]);
    bindSingleton(bind, ProjectTags, DirectoryProjectTags, [TagDirectory, EnsureTags]);
    bindSingleton(bind, PromptLookup, PromptLookup, [ProjectCatalog, PromptRepository]);
    bindUseCase(bind, CreatePrompt, [ProjectCatalog, ProjectTags, PromptRepository, VersionRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdatePrompt, [PromptLookup, ProjectTags, PromptRepository, ReadPrompts, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeletePrompt, [PromptLookup, PromptRepository, VersionPointers, RemovalGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadPrompts, ReadPrompts, [
      ProjectCatalog,
      ProjectTags,
      PromptLookup,
      PromptRepository,
      VersionRepository,
      TranslationRepository,
      VersionPointers,
      PromptCopies,
    ]);
    bindController(bind, PromptsController, [CreatePrompt, UpdatePrompt, DeletePrompt, ReadPrompts]);
    bindSingleton(bind, VersionLookup, VersionLookup, [PromptLookup, VersionRepository]);
    bindSingleton(bind, TranslationRepository, TypeOrmTranslationRepository, [PersistenceSession, ReferenceIndex]);
    bindSingleton(bind, LanguageCatalog, ProjectLanguageCatalog, [ProjectLanguages]);
    const ports = { lookup: VersionLookup, versions: VersionRepository, translations: TranslationRepository, pointers: VersionPointers };
    bindTextUseCases(bind, ports, {
      revision: texts.VersionRevisions,
      pointed: texts.PointedPromptVersions,
      inherited: texts.InheritedVersionContent,
      gate: texts.LocaleGate,
      translated: texts.TranslatedVersions,
      activation: VersionActivation,
      read: texts.ReadVersions,
      create: texts.CreateVersion,
      update: texts.UpdateVersion,
      activate: texts.ActivateVersion,
      archive: texts.ArchiveVersion,
      restore: texts.RestoreVersion,
      requestPublish: texts.RequestPublish,
      approve: texts.ApprovePublication,
      reject: texts.RejectPublication,
      unpublish: texts.UnpublishVersion,
      delete: texts.DeleteVersion,
      readTranslations: texts.ReadTranslations,
      readStatus: texts.ReadTranslationStatus,
      createTranslation: texts.CreateTranslation,
      updateTranslation: texts.UpdateTranslation,
      deleteTranslation: texts.DeleteTranslation,
    });
    bindController(bind, VersionsController, [
      texts.CreateVersion,
      texts.UpdateVersion,
      texts.DeleteVersion,
      texts.ReadVersions,
      VersionPreview,
      ServedTexts,
    ]);
    bindController(bind, VersionStatesController, [
      texts.ActivateVersion,
      texts.ArchiveVersion,
      texts.RestoreVersion,
      texts.RequestPublish,
      texts.UnpublishVersion,
      texts.ReadVersions,
    ]);
    bindController(bind, VersionReviewsController, [texts.ApprovePublication, texts.RejectPublication, texts.ReadVersions]);
    bindController(bind, TranslationsController, [
      texts.CreateTranslation,
      texts.UpdateTranslation,
      texts.DeleteTranslation,
      texts.ReadTranslations,
      texts.ReadTranslationStatus,
      VersionPreview,
      ServedTexts,
    ]);
    bindSingleton(bind, VersionListings, TypeOrmVersionListings, [PersistenceSession]);
    bindSingleton(bind, PublishedProjects, DirectoryPublishedProjects, [ProjectNames]);
    bindUseCase(bind, ReadPublishedPrompts, [
      AccessPolicy,
      VersionListings,
      PromptRepository,
      ProjectTags,
      PublishedProjects,
      VersionPointers,
      PromptCopies,
    ]);
    bindController(bind, MarketplacePromptsController, [ReadPublishedPrompts]);
    bindUseCase(bind, CompareVersions, [texts.ReadVersions, TranslationRepository]);
    bindController(bind, VersionDiffController, [CompareVersions]);
    bindSingleton(bind, PromptEvents, LoggedPromptEvents, [ResourceAuditLog]);
    bindUseCase(bind, ReadHistory, [PromptLookup, PromptEvents]);
    bindController(bind, HistoryController, [ReadHistory]);
    bindUseCase(bind, LoadStructure, [ProjectCatalog, ProjectTags, CreatePrompt, AssetCreation, UnitOfWork]);
    bindController(bind, StructuresController, [LoadStructure, ReadPrompts]);
  },
};
