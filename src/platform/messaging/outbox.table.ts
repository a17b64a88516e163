import { column, table } from '#platform/persistence/column-types';

/** An audit event that is committed and not yet in the log. The row is small on purpose, because it is part of every write. */
export interface OutboxRow {
  readonly id: number;
  /** The AuditEnvelope as UTF-8 JSON. */
  readonly payload: Buffer;
}

export const OutboxTable = table<OutboxRow>({
  name: 'audit_outbox',
  columns: { id: column.counter('id'), payload: column.bytes('payload') },
});
