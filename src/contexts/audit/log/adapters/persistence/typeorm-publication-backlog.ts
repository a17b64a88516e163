import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { AuditLogTable, AuditSequencerTable } from './audit-log.table';
import { PublicationBacklog } from '../../application/publication-backlog.port';

export class TypeOrmPublicationBacklog extends PublicationBacklog {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async count(): Promise<number> {
    const { size, publishedSeq } = await this.#head();
    return size - publishedSeq;
  }

  async oldestAgeSeconds(): Promise<number> {
    const { publishedSeq } = await this.#head();
    const log = this.session.reader.getRepository(AuditLogTable);
    const oldest = await log.findOne({ select: { seq: true, timeUs: true }, where: { seq: publishedSeq + 1 } });
    return oldest ? Math.max(0, Date.now() / 1000 - oldest.timeUs / 1e6) : 0;
  }

  #head(): Promise<{ readonly size: number; readonly publishedSeq: number }> {
    return this.session.reader.getRepository(AuditSequencerTable).findOneByOrFail({ id: 1 });
  }
}
