import { contextModule } from '#platform/container/context-module';
import { assetModule } from './asset/asset.module';
import { backupModule } from './backup/backup.module';
import { catalogLinksModule } from './catalog-links/catalog-links.module';
import { deploymentModule } from './deployment/deployment.module';
import { documentModule } from './document/document.module';
import { marketplaceModule } from './marketplace/marketplace.module';
import { pointerModule } from './pointer/pointer.module';
import { pointerHistoryModule } from './pointer-history/pointer-history.module';
import { promptModule } from './prompt/prompt.module';
import { referenceModule } from './reference/reference.module';
import { referenceIndexModule } from './reference-index/reference-index.module';
import { releaseRulesModule } from './release-rules/release-rules.module';
import { resolutionModule } from './resolution/resolution.module';
import { textModule } from './text/text.module';
import { usageModule } from './usage/usage.module';

export const promptsModule = contextModule('prompts', [
  referenceIndexModule,
  marketplaceModule,
  textModule,
  promptModule,
  assetModule,
  referenceModule,
  pointerHistoryModule,
  releaseRulesModule,
  pointerModule,
  deploymentModule,
  usageModule,
  resolutionModule,
  backupModule,
  documentModule,
  catalogLinksModule,
]);
