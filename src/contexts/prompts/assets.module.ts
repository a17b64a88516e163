import { ContainerModule } from 'inversify';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { ContextModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetTranslationsController } from './asset/adapters/http/asset-translations.controller';
import { AssetVersionStatesController } from './asset/adapters/http/asset-version-states.controller';
import { AssetVersionsController } from './asset/adapters/http/asset-versions.controller';
import { AssetsController } from './asset/adapters/http/assets.controller';
import { AssetTranslationTextTable } from './asset/adapters/persistence/asset-translation-text.table';
import { AssetTranslationTable } from './asset/adapters/persistence/asset-translation.table';
import { AssetVersionTable } from './asset/adapters/persistence/asset-version.table';
import { AssetTable } from './asset/adapters/persistence/asset.table';
import { TypeOrmAssetRepository } from './asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from './asset/adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmAssetVersionRepository } from './asset/adapters/persistence/typeorm-asset-version-repository';
import { ActivateAssetVersion } from './asset/application/activate-asset-version';
import { ArchiveAssetVersion } from './asset/application/archive-asset-version';
import { AssetLocaleGate } from './asset/application/asset-locale-gate';
import { AssetLookup } from './asset/application/asset-lookup';
import { AssetPointers } from './asset/application/asset-pointers.port';
import { AssetRepository } from './asset/application/asset-repository.port';
import { AssetTranslationRepository } from './asset/application/asset-translation-repository.port';
import { AssetVersionRepository } from './asset/application/asset-version-repository.port';
import { CreateAsset } from './asset/application/create-asset';
import { CreateAssetTranslation } from './asset/application/create-asset-translation';
import { CreateAssetVersion } from './asset/application/create-asset-version';
import { DeleteAsset } from './asset/application/delete-asset';
import { DeleteAssetTranslation } from './asset/application/delete-asset-translation';
import { DeleteAssetVersion } from './asset/application/delete-asset-version';
import { PublishAssetVersion } from './asset/application/publish-asset-version';
import { ReadAssetTranslationStatus } from './asset/application/read-asset-translation-status';
import { ReadAssetTranslations } from './asset/application/read-asset-translations';
import { ReadAssetVersions } from './asset/application/read-asset-versions';
import { ReadAssets } from './asset/application/read-assets';
import { RestoreAssetVersion } from './asset/application/restore-asset-version';
import { UnpublishAssetVersion } from './asset/application/unpublish-asset-version';
import { UpdateAsset } from './asset/application/update-asset';
import { TranslatedAssetVersions } from './asset/application/translated-asset-versions';
import { UpdateAssetTranslation } from './asset/application/update-asset-translation';
import { UpdateAssetVersion } from './asset/application/update-asset-version';
import { ApprovalPolicy } from './marketplace/application/approval-policy.port';
import { StructuresController } from './prompt/adapters/http/structures.controller';
import { ReleasedTags } from './prompt/application/released-tags.port';
import { CreatePrompt } from './prompt/application/create-prompt';
import { LoadStructure } from './prompt/application/load-structure';
import { ProjectCatalogue } from './prompt/application/project-catalogue.port';
import { ProjectTags } from './prompt/application/project-tags.port';
import { LanguageCatalogue } from './prompt/application/language-catalogue.port';
import { PromptLookup } from './prompt/application/prompt-lookup';
import { PromptRepository } from './prompt/application/prompt-repository.port';
import { ReadPrompts } from './prompt/application/read-prompts';
import { ServedTexts } from './prompt/application/served-texts.port';
import { VersionRepository } from './prompt/application/version-repository.port';
import { DependentsGuard } from './reference/application/dependents-guard';
import { ReferenceIndex } from './reference/application/reference-index.port';

/** The part of the prompts context that its assets are; the rest is in prompts.module.ts. */
export const assetsModule: ContextModule = {
  name: 'assets',
  tables: [AssetTable, AssetVersionTable, AssetTranslationTable, AssetTranslationTextTable],
  bindings: new ContainerModule(({ bind }) => {
    bindSingleton(bind, AssetRepository, TypeOrmAssetRepository, [PersistenceSession]);
    bindSingleton(bind, AssetVersionRepository, TypeOrmAssetVersionRepository, [PersistenceSession, ReferenceIndex, ReleasedTags]);
    bindSingleton(bind, AssetTranslationRepository, TypeOrmAssetTranslationRepository, [PersistenceSession, ReferenceIndex]);
    bindSingleton(bind, AssetLookup, AssetLookup, [PromptLookup, AssetRepository, AssetVersionRepository]);
    bindSingleton(bind, ReadAssetVersions, ReadAssetVersions, [AssetLookup, AssetVersionRepository, AssetTranslationRepository]);

    const texts = [AssetVersionRepository, AssetTranslationRepository] as const;
    bindUseCase(bind, CreateAsset, [PromptLookup, VersionRepository, AssetRepository, ...texts, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateAsset, [AssetLookup, AssetRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAsset, [AssetLookup, AssetRepository, AssetPointers, DependentsGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadAssets, ReadAssets, [
      ProjectCatalogue,
      PromptRepository,
      AssetLookup,
      AssetRepository,
      AssetVersionRepository,
      ReadAssetVersions,
      AssetPointers,
    ]);
    bindUseCase(bind, LoadStructure, [ProjectCatalogue, ProjectTags, CreatePrompt, CreateAsset, UnitOfWork]);
    bindController(bind, StructuresController, [LoadStructure, ReadPrompts]);
    bindController(bind, AssetsController, [CreateAsset, UpdateAsset, DeleteAsset, ReadAssets, ServedTexts]);

    bindUseCase(bind, CreateAssetVersion, [AssetLookup, ...texts, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateAssetVersion, [AssetLookup, AssetVersionRepository, AssetPointers, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAssetVersion, [AssetLookup, ...texts, AssetPointers, DependentsGuard, Outbox, UnitOfWork]);
    bindController(bind, AssetVersionsController, [
      CreateAssetVersion,
      UpdateAssetVersion,
      DeleteAssetVersion,
      ReadAssetVersions,
      ServedTexts,
    ]);

    bindUseCase(bind, ActivateAssetVersion, [AssetLookup, AssetVersionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, ArchiveAssetVersion, [
      AssetLookup,
      AssetVersionRepository,
      AssetPointers,
      DependentsGuard,
      Outbox,
      UnitOfWork,
      Clock,
    ]);
    bindUseCase(bind, RestoreAssetVersion, [AssetLookup, AssetVersionRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, PublishAssetVersion, [AssetLookup, AssetVersionRepository, ApprovalPolicy, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, UnpublishAssetVersion, [AssetLookup, AssetVersionRepository, Outbox, UnitOfWork, Clock]);
    bindController(bind, AssetVersionStatesController, [
      ActivateAssetVersion,
      ArchiveAssetVersion,
      RestoreAssetVersion,
      PublishAssetVersion,
      UnpublishAssetVersion,
      ReadAssetVersions,
      ServedTexts,
    ]);

    bindSingleton(bind, ReadAssetTranslations, ReadAssetTranslations, [AssetLookup, AssetTranslationRepository]);
    bindSingleton(bind, TranslatedAssetVersions, TranslatedAssetVersions, [AssetLookup, AssetVersionRepository, Outbox, Clock]);
    bindUseCase(bind, CreateAssetTranslation, [TranslatedAssetVersions, AssetTranslationRepository, Outbox, UnitOfWork, Ids, Clock]);
    bindUseCase(bind, UpdateAssetTranslation, [TranslatedAssetVersions, AssetTranslationRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAssetTranslation, [TranslatedAssetVersions, AssetTranslationRepository, Outbox, UnitOfWork, Clock]);
    bindSingleton(bind, AssetLocaleGate, AssetLocaleGate, [LanguageCatalogue, AssetTranslationRepository]);
    bindSingleton(bind, ReadAssetTranslationStatus, ReadAssetTranslationStatus, [
      AssetLookup,
      AssetTranslationRepository,
      LanguageCatalogue,
    ]);
    bindController(bind, AssetTranslationsController, [
      CreateAssetTranslation,
      UpdateAssetTranslation,
      DeleteAssetTranslation,
      ReadAssetTranslations,
      ReadAssetTranslationStatus,
      ServedTexts,
    ]);
  }),
};
