import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { AuditLogTable, AuditSequencerTable, type AuditLogRow, type AuditSequencerRow } from './audit-log.table';
import { headOf } from './log-head';
import { PublicationBacklog } from '../../application/publication-backlog.port';

export class TypeOrmPublicationBacklog extends PublicationBacklog {
  readonly #heads: TableRows<AuditSequencerRow>;
  readonly #log: TableRows<AuditLogRow>;

  constructor(session: PersistenceSession) {
    super();
    this.#heads = session.rows(AuditSequencerTable);
    this.#log = session.rows(AuditLogTable);
  }

  async count(): Promise<number> {
    const { size, publishedSeq } = await headOf(this.#heads);
    return size - publishedSeq;
  }

  async oldestAgeSeconds(): Promise<number> {
    const { publishedSeq } = await headOf(this.#heads);
    const [oldest] = await this.#log.pick({ seq: publishedSeq + 1 }, ['timeUs']);
    return oldest ? Math.max(0, Date.now() / 1000 - oldest.timeUs / 1e6) : 0;
  }
}
