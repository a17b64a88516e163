import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { chunks } from '#shared/chunks';
import { nextTurn } from '#shared/event-loop';
import { TermIndex, type IndexedTerms } from '../../application/term-index.port';
import { AuditTermTable, type AuditTermRow } from './audit-term.table';

/** The number of rows in one INSERT. On SQLite each INSERT takes a turn of the event loop. */
const ROWS_PER_INSERT = 400;

export class TypeOrmTermIndex extends TermIndex {
  readonly #terms: TableRows<AuditTermRow>;

  constructor(session: PersistenceSession) {
    super();
    this.#terms = session.rows(AuditTermTable);
  }

  async add(entries: readonly IndexedTerms[]): Promise<void> {
    const rows = entries.flatMap(({ tenantId, tenantSeq, terms }) => terms.map((term) => ({ tenantId, term, tenantSeq })));
    for (const some of chunks(rows, ROWS_PER_INSERT)) {
      await this.#terms.insertAll(some, 'ignore');
      await nextTurn();
    }
  }
}
