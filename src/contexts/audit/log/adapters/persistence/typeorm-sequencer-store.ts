import { In } from 'typeorm';
import { OutboxTable } from '#platform/messaging/outbox.table';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, AuditTenantHeadTable } from './audit-log.table';
import { turnOf } from './head-turn';
import type { LogRecord } from '../../domain/log-record';
import { SequencerStore, type NewHead, type PendingEvent, type SequencerHead } from '../../../relay/application/sequencer-store.port';

const ROW = 1;
/** Values of one INSERT: SQLite takes 32,766 parameters, and a log row has 17. */
const ROWS_PER_INSERT = 500;

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
    const rows = await this.session.writer.getRepository(OutboxTable).find({ order: { id: 'ASC' }, take: limit });
    return rows.map((row) => ({ outboxId: row.id, envelope: JSON.parse(row.payload.toString('utf8')) as AuditEnvelope }));
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
    for (const some of slices(rows))
      await this.session.writer.createQueryBuilder().insert().into(AuditLogTable).values(some).updateEntity(false).execute();
    for (const some of slices(personal)) {
      await this.session.writer.createQueryBuilder().insert().into(AuditPersonalTable).values(some).updateEntity(false).execute();
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

function* slices<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) yield rows.slice(start, start + ROWS_PER_INSERT);
}
