import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { TermIndex, type IndexedTerms } from '../../application/term-index.port';
import { AuditTermTable } from './audit-term.table';

const ROWS_PER_INSERT = 2000;

export class TypeOrmTermIndex extends TermIndex {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add(entries: readonly IndexedTerms[]): Promise<void> {
    const rows = entries.flatMap(({ tenantId, tenantSeq, terms }) => terms.map((term) => ({ tenantId, term, tenantSeq })));
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await this.session.writer
        .createQueryBuilder()
        .insert()
        .into(AuditTermTable)
        .values(rows.slice(start, start + ROWS_PER_INSERT))
        .orIgnore()
        .updateEntity(false)
        .execute();
    }
  }
}
