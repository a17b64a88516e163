import { contextModule } from '#platform/container/context-module';
import { assetModule } from './asset/asset.module';
import { backupModule } from './backup/backup.module';
import { catalogLinksModule } from './catalog-links/catalog-links.module';
import { deploymentModule } from './deployment/deployment.module';
import { documentModule } from './document/document.module';
import { executionModule } from './execution/execution.module';
import { generationModule } from './generation/generation.module';
import { marketModule } from './market/market.module';
import { marketplaceModule } from './marketplace/marketplace.module';
import { pointerModule } from './pointer/pointer.module';
import { pointerHistoryModule } from './pointer-history/pointer-history.module';
import { promptModule } from './prompt/prompt.module';
import { referenceModule } from './reference/reference.module';
import { referenceIndexModule } from './reference-index/reference-index.module';
import { releaseRulesModule } from './release-rules/release-rules.module';
import { resolutionModule } from './resolution/resolution.module';
import { systemPromptModule } from './system-prompt/system-prompt.module';
import { textModule } from './text/text.module';
import { usageModule } from './usage/usage.module';

export const promptsModule = contextModule('prompts', [
  'template', // the language of templates: parsing, names, references, languages, the contract of variables
  referenceIndexModule, // which text refers to what
  marketplaceModule, // what a publication is, and which prompts are copies
  textModule, // versions and translations, once for every kind of text
  promptModule,
  assetModule,
  referenceModule, // what depends on a text, and whether a release can be resolved
  pointerHistoryModule,
  releaseRulesModule,
  pointerModule,
  deploymentModule,
  systemPromptModule, // instructions for models, shared by all tenants
  usageModule, // who fetched what, in numbers
  resolutionModule,
  executionModule, // a resolved prompt, sent to a model
  generationModule, // prompts that a model designs
  backupModule,
  documentModule, // a prompt as a whole, brought by the use cases of its parts
  marketModule, // reviews and copies of what is published
  'exchange', // the client of the CLI
  catalogLinksModule, // what the catalog asks about the whole context
]);
