import { ChangeRoutes } from '#contexts/catalog/index';
import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ApprovalPolicy } from '../marketplace/application/approval-policy.port';
import { AssetCreation } from '../prompt/application/asset-creation.port';
import { LanguageCatalog } from '../prompt/application/language-catalog.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptLookup } from '../prompt/application/prompt-lookup';
import { PromptRepository } from '../prompt/application/prompt-repository.port';
import { ReleasedTags } from '../prompt/application/released-tags.port';
import { ServedTexts } from '../prompt/application/served-texts.port';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { ReferenceIndex } from '../reference-index/application/reference-index.port';
import { AssetTranslationsController } from './adapters/http/asset-translations.controller';
import { AssetVersionStatesController } from './adapters/http/asset-version-states.controller';
import { AssetVersionsController } from './adapters/http/asset-versions.controller';
import { AssetsController } from './adapters/http/assets.controller';
import { AssetTranslationTextTable } from './adapters/persistence/asset-translation-text.table';
import { AssetTranslationTable } from './adapters/persistence/asset-translation.table';
import { AssetVersionTable } from './adapters/persistence/asset-version.table';
import { AssetTable } from './adapters/persistence/asset.table';
import { TypeOrmAssetRepository } from './adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from './adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmAssetVersionRepository } from './adapters/persistence/typeorm-asset-version-repository';
import { ActivateAssetVersion } from './application/activate-asset-version';
import { ArchiveAssetVersion } from './application/archive-asset-version';
import { AssetLocaleGate } from './application/asset-locale-gate';
import { AssetLookup } from './application/asset-lookup';
import { AssetPointers } from './application/asset-pointers.port';
import { AssetRemovalGuard } from './application/asset-removal-guard.port';
import { AssetRepository } from './application/asset-repository.port';
import { AssetTranslationRepository } from './application/asset-translation-repository.port';
import { AssetVersionRepository } from './application/asset-version-repository.port';
import { CreateAsset } from './application/create-asset';
import { CreateAssetTranslation } from './application/create-asset-translation';
import { CreateAssetVersion } from './application/create-asset-version';
import { DeleteAsset } from './application/delete-asset';
import { DeleteAssetTranslation } from './application/delete-asset-translation';
import { DeleteAssetVersion } from './application/delete-asset-version';
import { PublishAssetVersion } from './application/publish-asset-version';
import { ReadAssetTranslationStatus } from './application/read-asset-translation-status';
import { ReadAssetTranslations } from './application/read-asset-translations';
import { ReadAssetVersions } from './application/read-asset-versions';
import { ReadAssets } from './application/read-assets';
import { RestoreAssetVersion } from './application/restore-asset-version';
import { TranslatedAssetVersions } from './application/translated-asset-versions';
import { UnpublishAssetVersion } from './application/unpublish-asset-version';
import { UpdateAsset } from './application/update-asset';
import { UpdateAssetTranslation } from './application/update-asset-translation';
import { UpdateAssetVersion } from './application/update-asset-version';

export const assetModule: AggregateModule = {
  tables: [AssetTable, AssetVersionTable, AssetTranslationTable, AssetTranslationTextTable],
  bind: (bind) => {
    bindSingleton(bind, AssetRepository, TypeOrmAssetRepository, [PersistenceSession]);
    bindSingleton(bind, AssetVersionRepository, TypeOrmAssetVersionRepository, [PersistenceSession, ReferenceIndex, ReleasedTags]);
    bindSingleton(bind, AssetTranslationRepository, TypeOrmAssetTranslationRepository, [PersistenceSession, ReferenceIndex]);
    bindSingleton(bind, AssetLookup, AssetLookup, [PromptLookup, AssetRepository, AssetVersionRepository]);
    bindSingleton(bind, ReadAssetVersions, ReadAssetVersions, [AssetLookup, AssetVersionRepository, AssetTranslationRepository]);
    bindUseCase(bind, CreateAsset, [
      PromptLookup,
      VersionRepository,
      AssetRepository,
      AssetVersionRepository,
      AssetTranslationRepository,
      Outbox,
      UnitOfWork,
      Ids,
      Clock,
    ]);
    bind(AssetCreation).toService(CreateAsset);
    bindUseCase(bind, UpdateAsset, [AssetLookup, AssetRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAsset, [AssetLookup, AssetRepository, AssetPointers, AssetRemovalGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadAssets, ReadAssets, [
      ProjectCatalog,
      PromptRepository,
      AssetLookup,
      AssetRepository,
      AssetVersionRepository,
      ReadAssetVersions,
      AssetPointers,
    ]);
    bindController(bind, AssetsController, [CreateAsset, UpdateAsset, DeleteAsset, ReadAssets, ServedTexts]);
    bindUseCase(bind, CreateAssetVersion, [
      AssetLookup,
      AssetVersionRepository,
      AssetTranslationRepository,
      Outbox,
      UnitOfWork,
      Ids,
      Clock,
    ]);
    bindUseCase(bind, UpdateAssetVersion, [AssetLookup, AssetVersionRepository, AssetPointers, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAssetVersion, [
      AssetLookup,
      AssetVersionRepository,
      AssetTranslationRepository,
      AssetPointers,
      AssetRemovalGuard,
      Outbox,
      UnitOfWork,
    ]);
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
      AssetRemovalGuard,
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
    bindSingleton(bind, AssetLocaleGate, AssetLocaleGate, [LanguageCatalog, AssetTranslationRepository]);
    bindSingleton(bind, ReadAssetTranslationStatus, ReadAssetTranslationStatus, [AssetLookup, AssetTranslationRepository, LanguageCatalog]);
    bindController(bind, AssetTranslationsController, [
      CreateAssetTranslation,
      UpdateAssetTranslation,
      DeleteAssetTranslation,
      ReadAssetTranslations,
      ReadAssetTranslationStatus,
      ServedTexts,
    ]);
    bind(ChangeRoutes).toConstantValue({
      routes: {
        asset: { path: 'prompts/{prompt}/assets/{id}', id: 'key' },
        'asset-version': {
          path: 'prompts/{prompt}/assets/{asset}/versions/{id}',
          id: 'versionTag',
          actions: ['activate', 'archive', 'restore'],
        },
        'asset-translation': {
          path: 'prompts/{prompt}/assets/{asset}/versions/{version}/translations/{id}',
          id: 'languageCode',
          actions: ['confirm'],
        },
      },
    });
  },
};
