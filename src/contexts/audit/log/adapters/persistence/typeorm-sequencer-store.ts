import { In } from 'typeorm';
import { OutboxTable } from '#platform/messaging/outbox.table';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { firstWithin, withBytes } from '#platform/persistence/stored-bytes';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { chunks } from '#shared/chunks';
import { BYTES_PER_TURN, nextTurn, TurnBudget } from '#shared/event-loop';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, AuditTenantHeadTable } from './audit-log.table';
import { turnOf } from './head-turn';
import type { LogRecord } from '../../domain/log-record';
import { SequencerStore, type NewHead, type PendingEvent, type SequencerHead } from '../../application/sequencer-store.port';

const ROW = 1;
/** Rows of one INSERT. Where the database is SQLite, each takes a turn of the event loop for itself. */
const ROWS_PER_INSERT = 50;
/** Payload of one batch. */
const MAX_BYTES = 1024 * 1024;
/** SQLite: other writers wait as long as a batch takes. */
const MAX_EVENTS_EMBEDDED = 200;

export class TypeOrmSequencerStore extends SequencerStore {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async hasPending(): Promise<boolean> {
    const newest = await this.session.reader.getRepository(OutboxTable).find({ select: { id: true }, order: { id: 'ASC' }, take: 1 });
    return newest.length > 0;
  }

  async fence(epoch: number): Promise<SequencerHead | null> {
    const { writer } = this.session;
    const heads = writer.getRepository(AuditSequencerTable);
    // Writes the same epoch: the row is locked for this transaction, and a past epoch hits nothing.
    const { affected } = await heads.update({ id: ROW, epoch }, { epoch, ...turnOf(writer) });
    if (affected === 0) return null;
    const { size, root, frontier } = await heads.findOneByOrFail({ id: ROW });
    return { size, root, frontier };
  }

  async pending(limit: number): Promise<PendingEvent[]> {
    const { writer } = this.session;
    const outbox = writer.getRepository(OutboxTable);
    const most = writer.dataSource.options.type === 'mysql' ? limit : Math.min(limit, MAX_EVENTS_EMBEDDED);
    const oldest = outbox.createQueryBuilder('outbox').select('outbox.id').orderBy('outbox.id').limit(most);
    const ids = firstWithin(MAX_BYTES, await withBytes(oldest, 'payload')).map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await outbox.find({ where: { id: In(ids) }, order: { id: 'ASC' } });
    const turns = new TurnBudget(BYTES_PER_TURN);
    const found: PendingEvent[] = [];
    for (const { id, payload } of rows) {
      found.push({ outboxId: id, envelope: JSON.parse(payload.toString('utf8')) as AuditEnvelope });
      await turns.spend(payload.length);
    }
    return found;
  }

  async tenantSizes(tenantIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.session.writer.getRepository(AuditTenantHeadTable).findBy({ tenantId: In([...tenantIds]) });
    return new Map(rows.map((row) => [row.tenantId, row.size]));
  }

  async append(records: readonly LogRecord[]): Promise<void> {
    const rows = records.map(({ seq, tenantSeq, canonical, leafHash, columns }) => ({ ...columns, seq, tenantSeq, canonical, leafHash }));
    const personal = records.flatMap((record) =>
      record.personal.map(({ field, salt, value }) => ({ seq: record.seq, field, tenantId: record.columns.tenantId, salt, value })),
    );
    for (const some of chunks(rows, ROWS_PER_INSERT)) {
      await this.session.writer.createQueryBuilder().insert().into(AuditLogTable).values(some).updateEntity(false).execute();
      await nextTurn();
    }
    for (const some of chunks(personal, ROWS_PER_INSERT)) {
      await this.session.writer.createQueryBuilder().insert().into(AuditPersonalTable).values(some).updateEntity(false).execute();
      await nextTurn();
    }
  }

  async setTenantSizes(sizes: ReadonlyMap<string, number>): Promise<void> {
    const values = [...sizes].map(([tenantId, size]) => ({ tenantId, size }));
    await this.session.writer
      .createQueryBuilder()
      .insert()
      .into(AuditTenantHeadTable)
      .values(values)
      .orUpdate(['size'], ['tenant_id'])
      .updateEntity(false)
      .execute();
  }

  async remove(outboxIds: readonly number[]): Promise<void> {
    await this.session.writer.getRepository(OutboxTable).delete({ id: In([...outboxIds]) });
  }

  async moveHead(head: NewHead): Promise<void> {
    await this.session.writer.getRepository(AuditSequencerTable).update({ id: ROW }, head);
  }
}
