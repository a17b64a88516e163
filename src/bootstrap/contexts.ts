import type { EntitySchema } from 'typeorm';
import { auditModule } from '#contexts/audit/audit.module';
import { catalogModule } from '#contexts/catalog/catalog.module';
import { identityModule } from '#contexts/identity/identity.module';
import { assetsModule } from '#contexts/prompts/assets.module';
import { backupsModule } from '#contexts/prompts/backups.module';
import { promptsModule } from '#contexts/prompts/prompts.module';
import { referencesModule } from '#contexts/prompts/references.module';
import { releasesModule } from '#contexts/prompts/releases.module';
import type { ContextModule } from '#platform/container/context-module';
import { IdempotencyKeyTable } from '#platform/idempotency/idempotency-key.table';
import { OutboxTable } from '#platform/messaging/outbox.table';

/** Every context of the product; that of prompts has several modules. */
export const CONTEXTS: readonly ContextModule[] = [
  identityModule,
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
