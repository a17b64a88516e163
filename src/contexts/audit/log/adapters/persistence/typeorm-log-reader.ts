import { In, MoreThan } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { firstWithin, withBytes } from '#platform/persistence/stored-bytes';
import type { PersonalField } from '#shared/audit-envelope';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, type AuditLogRow } from './audit-log.table';
import { LogReader, type LogEntry } from '../../application/log-reader.port';

/** Read, parsed and sent together. */
const MAX_BYTES = 512 * 1024;

export class TypeOrmLogReader extends LogReader {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async after(after: number, limit: number): Promise<LogEntry[]> {
    const log = this.session.reader.getRepository(AuditLogTable);
    const next = log
      .createQueryBuilder('log')
      .select('log.seq')
      .where({ seq: MoreThan(after) })
      .orderBy('log.seq')
      .limit(limit);
    const seqs = firstWithin(MAX_BYTES, await withBytes(next, 'canonical')).map(({ seq }) => seq);
    if (seqs.length === 0) return [];
    const rows = await log.find({ select: { seq: true, canonical: true }, where: { seq: In(seqs) }, order: { seq: 'ASC' } });
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
    const personal = new Map<number, LogEntry['personal'][number][]>(rows.map(({ seq }) => [seq, []]));
    for (const { seq, field, value } of await this.session.reader
      .getRepository(AuditPersonalTable)
      .findBy({ seq: In([...personal.keys()]) })) {
      personal.get(seq)?.push({ field: field as PersonalField, value });
    }
    return rows.map(({ seq, canonical }) => ({ seq, canonical, personal: personal.get(seq) ?? [] }));
  }
}
