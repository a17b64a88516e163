import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { EDITORS, MEMBER, READERS } from '#shared/grants';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetCreation } from '../prompt/application/asset-creation.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptLookup } from '../prompt/application/prompt-lookup';
import { PromptRepository } from '../prompt/application/prompt-repository.port';
import { PublishedProjects } from '../prompt/application/published-projects.port';
import { ServedTexts } from '../prompt/application/served-texts.port';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { ReferenceIndex } from '../reference-index/application/reference-index.port';
import { ReleasedTags } from '../text/application/released-tags.port';
import { RemovalGuard } from '../text/application/removal-guard.port';
import { bindTextUseCases } from '../text/adapters/bind-text-use-cases';
import { AssetTranslationsController } from './adapters/http/asset-translations.controller';
import { AssetVersionReviewsController } from './adapters/http/asset-version-reviews.controller';
import { AssetVersionStatesController } from './adapters/http/asset-version-states.controller';
import { AssetVersionsController } from './adapters/http/asset-versions.controller';
import { AssetsController } from './adapters/http/assets.controller';
import { MarketplaceAssetsController } from './adapters/http/marketplace-assets.controller';
import { AssetTranslationTextTable } from './adapters/persistence/asset-translation-text.table';
import { AssetTranslationTable } from './adapters/persistence/asset-translation.table';
import { AssetVersionTable } from './adapters/persistence/asset-version.table';
import { AssetTable } from './adapters/persistence/asset.table';
import { TypeOrmAssetRepository } from './adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from './adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmAssetVersionListings } from './adapters/persistence/typeorm-asset-version-listings';
import { TypeOrmAssetVersionRepository } from './adapters/persistence/typeorm-asset-version-repository';
import { AssetActivation } from './application/asset-activation';
import { AssetLookup } from './application/asset-lookup';
import { AssetPointers } from './application/asset-pointers.port';
import { AssetRepository } from './application/asset-repository.port';
import * as texts from './application/asset-text-use-cases';
import { AssetTranslationRepository } from './application/asset-translation-repository.port';
import { AssetVersionListings } from './application/asset-version-listings.port';
import { AssetVersionRepository } from './application/asset-version-repository.port';
import { CreateAsset } from './application/create-asset';
import { DeleteAsset } from './application/delete-asset';
import { ReadAssets } from './application/read-assets';
import { ReadPublishedAssets } from './application/read-published-assets';
import { UpdateAsset } from './application/update-asset';

export const assetModule: AggregateModule = {
  tables: [AssetTable, AssetVersionTable, AssetTranslationTable, AssetTranslationTextTable],
  permissions: {
    'asset:read': { ...MEMBER, ...READERS },
    'asset:write': { ...MEMBER, ...EDITORS },
    'asset:activate': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
    'asset:publish': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
  },
  bind: (bind) => {
    bindSingleton(bind, AssetRepository, TypeOrmAssetRepository, [PersistenceSession, Clock]);
    bindSingleton(bind, AssetVersionRepository, TypeOrmAssetVersionRepository, [PersistenceSession, ReferenceIndex, ReleasedTags, Clock]);
    bindSingleton(bind, AssetTranslationRepository, TypeOrmAssetTranslationRepository, [PersistenceSession, ReferenceIndex]);
    bindSingleton(bind, AssetLookup, AssetLookup, [PromptLookup, AssetRepository, AssetVersionRepository]);
    bindUseCase(bind, CreateAsset, [
      PromptLookup,
      VersionRepository,
      AssetRepository,
      AssetVersionRepository,
      Outbox,
      UnitOfWork,
      Ids,
      Clock,
    ]);
    bind(AssetCreation).toService(CreateAsset);
    bindUseCase(bind, UpdateAsset, [AssetLookup, AssetRepository, Outbox, UnitOfWork, Clock]);
    bindUseCase(bind, DeleteAsset, [AssetLookup, AssetRepository, AssetPointers, RemovalGuard, Outbox, UnitOfWork]);
    bindSingleton(bind, ReadAssets, ReadAssets, [
      ProjectCatalog,
      PromptRepository,
      AssetLookup,
      AssetRepository,
      AssetVersionRepository,
      texts.ReadAssetVersions,
      AssetPointers,
    ]);
    bindController(bind, AssetsController, [CreateAsset, UpdateAsset, DeleteAsset, ReadAssets, ServedTexts]);
    const ports = {
      lookup: AssetLookup,
      versions: AssetVersionRepository,
      translations: AssetTranslationRepository,
      pointers: AssetPointers,
    };
    bindTextUseCases(bind, ports, {
      revision: texts.AssetVersionRevisions,
      pointed: texts.PointedAssetVersions,
      inherited: texts.InheritedAssetContent,
      gate: texts.AssetLocaleGate,
      translated: texts.TranslatedAssetVersions,
      activation: AssetActivation,
      read: texts.ReadAssetVersions,
      create: texts.CreateAssetVersion,
      update: texts.UpdateAssetVersion,
      activate: texts.ActivateAssetVersion,
      archive: texts.ArchiveAssetVersion,
      restore: texts.RestoreAssetVersion,
      requestPublish: texts.PublishAssetVersion,
      approve: texts.ApproveAssetPublication,
      reject: texts.RejectAssetPublication,
      unpublish: texts.UnpublishAssetVersion,
      delete: texts.DeleteAssetVersion,
      readTranslations: texts.ReadAssetTranslations,
      readStatus: texts.ReadAssetTranslationStatus,
      createTranslation: texts.CreateAssetTranslation,
      updateTranslation: texts.UpdateAssetTranslation,
      deleteTranslation: texts.DeleteAssetTranslation,
    });
    bindController(bind, AssetVersionsController, [
      texts.CreateAssetVersion,
      texts.UpdateAssetVersion,
      texts.DeleteAssetVersion,
      texts.ReadAssetVersions,
      ServedTexts,
    ]);
    bindController(bind, AssetVersionStatesController, [
      texts.ActivateAssetVersion,
      texts.ArchiveAssetVersion,
      texts.RestoreAssetVersion,
      texts.PublishAssetVersion,
      texts.UnpublishAssetVersion,
      texts.ReadAssetVersions,
      ServedTexts,
    ]);
    bindController(bind, AssetVersionReviewsController, [
      texts.ApproveAssetPublication,
      texts.RejectAssetPublication,
      texts.ReadAssetVersions,
    ]);
    bindController(bind, AssetTranslationsController, [
      texts.CreateAssetTranslation,
      texts.UpdateAssetTranslation,
      texts.DeleteAssetTranslation,
      texts.ReadAssetTranslations,
      texts.ReadAssetTranslationStatus,
      ServedTexts,
    ]);
    bindSingleton(bind, AssetVersionListings, TypeOrmAssetVersionListings, [PersistenceSession]);
    bindUseCase(bind, ReadPublishedAssets, [
      AccessPolicy,
      AssetVersionListings,
      AssetRepository,
      AssetTranslationRepository,
      PromptRepository,
      PublishedProjects,
    ]);
    bindController(bind, MarketplaceAssetsController, [ReadPublishedAssets]);
  },
};
