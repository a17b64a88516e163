import { bindController, bindSingleton, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { AccessPolicy } from '#shared/access-policy.port';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetRepository } from '../asset/application/asset-repository.port';
import { AssetTranslationRepository } from '../asset/application/asset-translation-repository.port';
import { AssetVersionListings } from '../asset/application/asset-version-listings.port';
import { AssetVersionRepository } from '../asset/application/asset-version-repository.port';
import { PutDocument } from '../document/application/put-document';
import { PromptCopies } from '../marketplace/application/prompt-copies.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptRepository } from '../prompt/application/prompt-repository.port';
import { PublishedProjects } from '../prompt/application/published-projects.port';
import { TranslationRepository } from '../prompt/application/translation-repository.port';
import { VersionListings } from '../prompt/application/version-listings.port';
import { VersionRepository } from '../prompt/application/version-repository.port';
import { CopiesController } from './adapters/http/copies.controller';
import { MarketController } from './adapters/http/market.controller';
import { CopyPublishedPrompt } from './application/copy-published-prompt';
import { PublishedSource } from './application/published-source';
import { ReadMarketCounts } from './application/read-market-counts';
import { ReadPublicationRequests } from './application/read-publication-requests';

export const marketModule: AggregateModule = {
  tables: [],
  bind: (bind) => {
    bindUseCase(bind, ReadPublicationRequests, [
      AccessPolicy,
      ProjectCatalog,
      VersionListings,
      AssetVersionListings,
      PromptRepository,
      AssetRepository,
      PublishedProjects,
    ]);
    bindUseCase(bind, ReadMarketCounts, [AccessPolicy, VersionListings, AssetVersionListings, PromptCopies]);
    bindSingleton(bind, PublishedSource, PublishedSource, [
      PublishedProjects,
      PromptRepository,
      VersionListings,
      VersionRepository,
      TranslationRepository,
      AssetRepository,
      AssetVersionRepository,
      AssetTranslationRepository,
    ]);
    bindUseCase(bind, CopyPublishedPrompt, [
      AccessPolicy,
      ProjectCatalog,
      PublishedSource,
      PromptRepository,
      PutDocument,
      PromptCopies,
      Outbox,
      UnitOfWork,
      Ids,
      Clock,
    ]);
    bindController(bind, CopiesController, [CopyPublishedPrompt]);
    bindController(bind, MarketController, [ReadPublicationRequests, ReadMarketCounts]);
  },
};
