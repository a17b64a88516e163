import type { EntitySchema } from 'typeorm';
import {
  AuditLogTable,
  AuditPersonalTable,
  AuditSequencerTable,
  AuditTenantHeadTable,
} from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { AuditConsumerTable } from '#contexts/audit/relay/adapters/persistence/audit-consumer.table';
import { AuditTermTable } from '#contexts/audit/search/adapters/persistence/audit-term.table';
import { OutboxTable } from '#platform/messaging/outbox.table';
import { Outbox1700000000000 } from '../../../migrations/1700000000000-outbox';
import { Audit1700000000400 } from '../../../migrations/1700000000400-audit';
import { RelayTurns1700000001910 } from '../../../migrations/1700000001910-relay-turns';

export const AUDIT_TABLES = [
  OutboxTable,
  AuditLogTable,
  AuditPersonalTable,
  AuditSequencerTable,
  AuditTenantHeadTable,
  AuditConsumerTable,
  AuditTermTable,
] as readonly unknown[] as readonly EntitySchema[];
export const AUDIT_MIGRATIONS = [Outbox1700000000000, Audit1700000000400, RelayTurns1700000001910];
