import { CatalogReferences, CatalogUsage } from '#contexts/catalog/index';
import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { Clock } from '#shared/clock.port';
import { DeploymentRepository } from '../deployment/application/deployment-repository.port';
import { PointerHistory } from '../pointer-history/application/pointer-history.port';
import { PromptCatalogLinks } from '../prompt/application/prompt-catalog-links.port';
import { ReleaseRulesRepository } from '../release-rules/application/release-rules-repository.port';
import { PromptsCatalogReferences } from './adapters/persistence/prompts-catalog-references';
import { PromptsCatalogUsage } from './adapters/persistence/prompts-catalog-usage';

export const catalogLinksModule: AggregateModule = {
  tables: [],
  bind: (bind) => {
    bindSingleton(bind, CatalogUsage, PromptsCatalogUsage, [PromptCatalogLinks, DeploymentRepository, ReleaseRulesRepository]);
    bindSingleton(bind, CatalogReferences, PromptsCatalogReferences, [
      PersistenceSession,
      PromptCatalogLinks,
      PointerHistory,
      Clock,
      ReleaseRulesRepository,
    ]);
  },
};
