import { bindController, bindUseCase } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { AccessPolicy } from '#shared/access-policy.port';
import { AssetRepository } from '../asset/application/asset-repository.port';
import { AssetVersionListings } from '../asset/application/asset-version-listings.port';
import { PromptCopies } from '../marketplace/application/prompt-copies.port';
import { ProjectCatalog } from '../prompt/application/project-catalog.port';
import { PromptRepository } from '../prompt/application/prompt-repository.port';
import { PublishedProjects } from '../prompt/application/published-projects.port';
import { VersionListings } from '../prompt/application/version-listings.port';
import { MarketController } from './adapters/http/market.controller';
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
    bindController(bind, MarketController, [ReadPublicationRequests, ReadMarketCounts]);
  },
};
