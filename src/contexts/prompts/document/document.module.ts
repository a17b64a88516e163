import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetRepository } from '../asset/application/asset-repository.port';
import {
  ActivateAssetVersion,
  ArchiveAssetVersion,
  CreateAssetTranslation,
  CreateAssetVersion,
  RestoreAssetVersion,
  UpdateAssetTranslation,
  UpdateAssetVersion,
} from '../asset/application/asset-text-use-cases';
import { AssetTranslationRepository } from '../asset/application/asset-translation-repository.port';
import { AssetVersionRepository } from '../asset/application/asset-version-repository.port';
import { UpdateAsset } from '../asset/application/update-asset';
import {
  ActivateVersion,
  ArchiveVersion,
  CreateTranslation,
  CreateVersion,
  RestoreVersion,
  UpdateTranslation,
  UpdateVersion,
} from '../prompt/application/prompt-text-use-cases';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { ProjectTags } from '../prompt/application/project-tags.port';
import { PromptRepository } from '../prompt/application/prompt-repository.port';
import { ServedTexts } from '../prompt/application/served-texts.port';
import { TranslationRepository } from '../prompt/application/translation-repository.port';
import { UpdatePrompt } from '../prompt/application/update-prompt';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { DocumentsController } from './adapters/http/documents.controller';
import { AddParts } from './application/add-parts';
import { AssetTexts, PromptTexts } from './application/kind-texts';
import { PutDocument } from './application/put-document';

export const documentModule: AggregateModule = {
  tables: [],
  bind: (bind) => {
    bindSingleton(bind, AddParts, AddParts, [PromptRepository, AssetRepository, Outbox, Ids, Clock]);
    bind(PromptTexts)
      .toResolvedValue(
        (create, update, activate, archive, restore, createTranslation, updateTranslation, versions, translations, clock) =>
          new PromptTexts(
            { create, update, activate, archive, restore, createTranslation, updateTranslation },
            versions,
            translations,
            clock,
          ),
        [
          CreateVersion,
          UpdateVersion,
          ActivateVersion,
          ArchiveVersion,
          RestoreVersion,
          CreateTranslation,
          UpdateTranslation,
          VersionRepository,
          TranslationRepository,
          Clock,
        ],
      )
      .inSingletonScope();
    bind(AssetTexts)
      .toResolvedValue(
        (create, update, activate, archive, restore, createTranslation, updateTranslation, versions, translations, clock) =>
          new AssetTexts(
            { create, update, activate, archive, restore, createTranslation, updateTranslation },
            versions,
            translations,
            clock,
          ),
        [
          CreateAssetVersion,
          UpdateAssetVersion,
          ActivateAssetVersion,
          ArchiveAssetVersion,
          RestoreAssetVersion,
          CreateAssetTranslation,
          UpdateAssetTranslation,
          AssetVersionRepository,
          AssetTranslationRepository,
          Clock,
        ],
      )
      .inSingletonScope();
    bindUseCase(bind, PutDocument, [
      ProjectCatalog,
      PromptRepository,
      AssetRepository,
      ProjectTags,
      AddParts,
      UpdatePrompt,
      UpdateAsset,
      PromptTexts,
      AssetTexts,
      Outbox,
      UnitOfWork,
      Clock,
    ]);
    bindController(bind, DocumentsController, [PutDocument, ServedTexts]);
  },
};
