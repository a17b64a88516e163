import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { AuditSequencerTable, type AuditSequencerRow } from './audit-log.table';
import { HEAD, headOf, turnOf } from './log-head';
import { PublicationStore } from '../../application/publication-store.port';

export class TypeOrmPublicationStore extends PublicationStore {
  readonly #heads: TableRows<AuditSequencerRow>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#heads = session.rows(AuditSequencerTable);
  }

  async publishedSeq(): Promise<number> {
    return (await headOf(this.#heads)).publishedSeq;
  }

  async advance(epoch: number, seq: number): Promise<boolean> {
    return (await this.#heads.updateWhere({ id: HEAD, epoch }, { publishedSeq: seq, ...turnOf(this.session.writer) })) !== 0;
  }
}
