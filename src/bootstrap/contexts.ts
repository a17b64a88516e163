import type { EntitySchema } from 'typeorm';
import { auditModule } from '#contexts/audit/audit.module';
import { catalogModule } from '#contexts/catalog/catalog.module';
import { identityModule } from '#contexts/identity/identity.module';
import { oidcModule } from '#contexts/identity/oidc.module';
import { assetsModule } from '#contexts/prompts/assets.module';
import { backupsModule } from '#contexts/prompts/backups.module';
import { promptsModule } from '#contexts/prompts/prompts.module';
import { referencesModule } from '#contexts/prompts/references.module';
import { releasesModule } from '#contexts/prompts/releases.module';
import type { ContextModule } from '#platform/container/context-module';
import { IdempotencyKeyTable } from '#platform/idempotency/idempotency-key.table';
import { OutboxTable } from '#platform/messaging/outbox.table';

/** Every context of the product; those of identity and prompts have several modules. */
export const CONTEXTS: readonly ContextModule[] = [
  identityModule,
  oidcModule,
  catalogModule,
  promptsModule,
  assetsModule,
  referencesModule,
  releasesModule,
  backupsModule,
  auditModule,
];

export const TABLES: readonly EntitySchema[] = [
  OutboxTable,
  IdempotencyKeyTable,
  ...CONTEXTS.flatMap((each) => each.tables),
] as EntitySchema[];
