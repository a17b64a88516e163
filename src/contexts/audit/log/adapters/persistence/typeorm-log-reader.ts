import { In, MoreThan } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { PersonalField } from '#shared/audit-envelope';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, type AuditLogRow } from './audit-log.table';
import { LogReader, type LogEntry } from '../../../relay/application/log-reader.port';

export class TypeOrmLogReader extends LogReader {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async after(after: number, limit: number): Promise<LogEntry[]> {
    const rows = await this.session.reader
      .getRepository(AuditLogTable)
      .find({ select: { seq: true, canonical: true }, where: { seq: MoreThan(after) }, order: { seq: 'ASC' }, take: limit });
    return this.#withPersonal(rows);
  }

  async withIds(eventIds: readonly string[]): Promise<LogEntry[]> {
    const rows = await this.session.reader
      .getRepository(AuditLogTable)
      .find({ select: { seq: true, canonical: true }, where: { eventId: In([...eventIds]) } });
    return this.#withPersonal(rows);
  }

  async size(): Promise<number> {
    return (await this.session.reader.getRepository(AuditSequencerTable).findOneByOrFail({ id: 1 })).size;
  }

  async #withPersonal(rows: readonly Pick<AuditLogRow, 'seq' | 'canonical'>[]): Promise<LogEntry[]> {
    if (rows.length === 0) return [];
    const personal = await this.session.reader.getRepository(AuditPersonalTable).findBy({ seq: In(rows.map((row) => row.seq)) });
    return rows.map(({ seq, canonical }) => ({
      seq,
      canonical,
      personal: personal.filter((each) => each.seq === seq).map(({ field, value }) => ({ field: field as PersonalField, value })),
    }));
  }
}
