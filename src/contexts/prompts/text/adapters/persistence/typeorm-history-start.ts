import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { HistoryStart } from '../../application/history-start.port';
import { HistoryStartTable, type HistoryStartRow } from './past-state.table';

export class TypeOrmHistoryStart extends HistoryStart {
  readonly #starts: TableRows<HistoryStartRow>;

  constructor(session: PersistenceSession) {
    super();
    this.#starts = session.rows(HistoryStartTable);
  }

  async of(tenantId: string, projectId: string): Promise<Date | null> {
    return (await this.#starts.find({ tenantId, projectId }))?.keptSince ?? null;
  }
}
