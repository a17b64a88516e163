import { greaterThan } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { firstWithin } from '#platform/persistence/stored-bytes';
import type { TableRows } from '#platform/persistence/table-rows';
import type { PersonalField } from '#shared/audit-envelope';
import {
  AuditLogTable,
  AuditPersonalTable,
  AuditSequencerTable,
  type AuditLogRow,
  type AuditPersonalRow,
  type AuditSequencerRow,
} from './audit-log.table';
import { headOf } from './log-head';
import { LogReader, type LogEntry } from '../../application/log-reader.port';

/** The maximum number of bytes that are read, parsed and sent together. */
const MAX_BYTES = 512 * 1024;

export class TypeOrmLogReader extends LogReader {
  readonly #log: TableRows<AuditLogRow>;
  readonly #personal: TableRows<AuditPersonalRow>;
  readonly #heads: TableRows<AuditSequencerRow>;

  constructor(session: PersistenceSession) {
    super();
    this.#log = session.rows(AuditLogTable);
    this.#personal = session.rows(AuditPersonalTable);
    this.#heads = session.rows(AuditSequencerTable);
  }

  async after(after: number, limit: number): Promise<LogEntry[]> {
    const next = await this.#log.measured({ seq: greaterThan(after) }, ['seq'], { bytesOf: 'canonical', order: { seq: 'ASC' }, limit });
    const seqs = firstWithin(MAX_BYTES, next).map(({ seq }) => seq);
    if (seqs.length === 0) return [];
    return this.#withPersonal(await this.#log.pick({ seq: seqs }, ['seq', 'canonical'], { order: { seq: 'ASC' } }));
  }

  async withIds(eventIds: readonly string[]): Promise<LogEntry[]> {
    return this.#withPersonal(await this.#log.pick({ eventId: eventIds }, ['seq', 'canonical']));
  }

  async size(): Promise<number> {
    return (await headOf(this.#heads)).size;
  }

  async #withPersonal(rows: readonly Pick<AuditLogRow, 'seq' | 'canonical'>[]): Promise<LogEntry[]> {
    if (rows.length === 0) return [];
    const personal = new Map<number, LogEntry['personal'][number][]>(rows.map(({ seq }) => [seq, []]));
    for (const { seq, field, value } of await this.#personal.pick({ seq: [...personal.keys()] }, ['seq', 'field', 'value'])) {
      personal.get(seq)?.push({ field: field as PersonalField, value });
    }
    return rows.map(({ seq, canonical }) => ({ seq, canonical, personal: personal.get(seq) ?? [] }));
  }
}
