import type { EntitySchema } from 'typeorm';
import { auditModule } from '#contexts/audit/audit.module';
import { catalogModule } from '#contexts/catalog/catalog.module';
import { Permissions } from '#contexts/identity/index';
import { identityModule } from '#contexts/identity/identity.module';
import { promptsModule } from '#contexts/prompts/prompts.module';
import type { ContextModule } from '#platform/container/context-module';
import { IdempotencyKeyTable } from '#platform/idempotency/idempotency-key.table';
import { OutboxTable } from '#platform/messaging/outbox.table';

/** Every context of the product. */
export const CONTEXTS: readonly ContextModule[] = [identityModule, catalogModule, promptsModule, auditModule];

export const TABLES: readonly EntitySchema[] = [
  OutboxTable,
  IdempotencyKeyTable,
  ...CONTEXTS.flatMap((each) => each.tables),
] as EntitySchema[];

export const PERMISSIONS = new Permissions(CONTEXTS.flatMap((each) => each.permissions));
