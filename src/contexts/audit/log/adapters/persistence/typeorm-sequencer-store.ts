import { OutboxTable, type OutboxRow } from '#platform/messaging/outbox.table';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { firstWithin } from '#platform/persistence/stored-bytes';
import type { TableRows } from '#platform/persistence/table-rows';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { chunks } from '#shared/chunks';
import { BYTES_PER_TURN, nextTurn, TurnBudget } from '#shared/event-loop';
import {
  AuditLogTable,
  AuditPersonalTable,
  AuditSequencerTable,
  AuditTenantHeadTable,
  type AuditLogRow,
  type AuditPersonalRow,
  type AuditSequencerRow,
  type AuditTenantHeadRow,
} from './audit-log.table';
import { HEAD, headOf, turnOf } from './log-head';
import type { LogRecord } from '../../domain/log-record';
import { SequencerStore, type NewHead, type PendingEvent, type SequencerHead } from '../../application/sequencer-store.port';

/** The number of rows in one INSERT. On SQLite each INSERT takes a turn of the event loop. */
const ROWS_PER_INSERT = 50;
/** The maximum payload of a batch. */
const MAX_BYTES = 1024 * 1024;
/** The size of a batch on SQLite, where other writers wait as long as it takes. */
const MAX_EVENTS_EMBEDDED = 200;

export class TypeOrmSequencerStore extends SequencerStore {
  readonly #outbox: TableRows<OutboxRow>;
  readonly #heads: TableRows<AuditSequencerRow>;
  readonly #tenants: TableRows<AuditTenantHeadRow>;
  readonly #log: TableRows<AuditLogRow>;
  readonly #personal: TableRows<AuditPersonalRow>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#outbox = session.rows(OutboxTable);
    this.#heads = session.rows(AuditSequencerTable);
    this.#tenants = session.rows(AuditTenantHeadTable);
    this.#log = session.rows(AuditLogTable);
    this.#personal = session.rows(AuditPersonalTable);
  }

  async hasPending(): Promise<boolean> {
    return (await this.#outbox.pick({}, ['id'], { order: { id: 'ASC' }, limit: 1 })).length > 0;
  }

  async fence(epoch: number): Promise<SequencerHead | null> {
    const { writer } = this.session;
    // Writing the same epoch locks the row for this transaction; with a past epoch it finds no row.
    if ((await this.#heads.updateWhere({ id: HEAD, epoch }, { epoch, ...turnOf(writer) })) === 0) return null;
    const { size, root, frontier } = await headOf(this.#heads);
    return { size, root, frontier };
  }

  async pending(limit: number): Promise<PendingEvent[]> {
    const most = this.session.writer.dataSource.options.type === 'mysql' ? limit : Math.min(limit, MAX_EVENTS_EMBEDDED);
    const oldest = await this.#outbox.measured({}, ['id'], { bytesOf: 'payload', order: { id: 'ASC' }, limit: most });
    const ids = firstWithin(MAX_BYTES, oldest).map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await this.#outbox.pick({ id: ids }, ['id', 'payload'], { order: { id: 'ASC' } });
    const turns = new TurnBudget(BYTES_PER_TURN);
    const found: PendingEvent[] = [];
    for (const { id, payload } of rows) {
      found.push({ outboxId: id, envelope: JSON.parse(payload.toString('utf8')) as AuditEnvelope });
      await turns.spend(payload.length);
    }
    return found;
  }

  async tenantSizes(tenantIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#tenants.list({ tenantId: tenantIds });
    return new Map(rows.map((row) => [row.tenantId, row.size]));
  }

  async append(records: readonly LogRecord[]): Promise<void> {
    const rows = records.map(({ seq, tenantSeq, canonical, leafHash, columns }) => ({ ...columns, seq, tenantSeq, canonical, leafHash }));
    const personal = records.flatMap((record) =>
      record.personal.map(({ field, salt, value }) => ({ seq: record.seq, field, tenantId: record.columns.tenantId, salt, value })),
    );
    for (const some of chunks(rows, ROWS_PER_INSERT)) {
      await this.#log.insertAll(some);
      await nextTurn();
    }
    for (const some of chunks(personal, ROWS_PER_INSERT)) {
      await this.#personal.insertAll(some);
      await nextTurn();
    }
  }

  async setTenantSizes(sizes: ReadonlyMap<string, number>): Promise<void> {
    const rows = [...sizes].map(([tenantId, size]) => ({ tenantId, size }));
    await this.#tenants.insertAll(rows, ['size']);
  }

  async remove(outboxIds: readonly number[]): Promise<void> {
    await this.#outbox.removeWhere({ id: outboxIds });
  }

  async moveHead(head: NewHead): Promise<void> {
    await this.#heads.updateWhere({ id: HEAD }, { ...head });
  }
}
