import type { EntityManager } from 'typeorm';
import { sql, type SqlText } from '#platform/persistence/lookup';
import type { TableRows } from '#platform/persistence/table-rows';
import type { AuditSequencerRow } from './audit-log.table';

/** The id of the only row of the table. */
export const HEAD = 1;

/** The row exists since the first migration. */
export async function headOf(heads: TableRows<AuditSequencerRow>): Promise<AuditSequencerRow> {
  const head = await heads.find({ id: HEAD });
  if (!head) throw new Error('the head of the audit log is missing');
  return head;
}

interface Turn {
  readonly turn?: SqlText;
  readonly lockedBy?: SqlText;
}

/**
 * The values that the first UPDATE of every transaction that locks the head of the log writes in addition, so that another
 * relay can tell whose transaction it is. SQLite has only one process, so none waits.
 */
export const turnOf = (manager: EntityManager): Turn =>
  manager.dataSource.options.type === 'mysql' ? { turn: sql('COALESCE(turn, 0) + 1'), lockedBy: sql('CONNECTION_ID()') } : {};
