import { pageOf } from '#platform/persistence/list';
import { atMost, greaterThan, sql } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { NotFound } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { POINTER_HISTORY_LIST, PointerHistory, type ReleasedContent } from '../../application/pointer-history.port';
import type { EnvironmentMove, PointerInterval } from '../../domain/pointer-history';
import { EnvironmentMoveTable, PointerHistoryTable, type EnvironmentMoveRow } from './pointer-history.table';

const gone = (): Error => new NotFound('Environment', null);
const BY_NAME = { entityName: 'ASC', id: 'ASC' } as const;

export class TypeOrmPointerHistory extends PointerHistory {
  readonly #moves: TableRows<EnvironmentMoveRow>;
  readonly #intervals: TableRows<PointerInterval>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#moves = session.rows(EnvironmentMoveTable, { fk_environment_move: gone });
    this.#intervals = session.rows(PointerHistoryTable);
  }

  async advance({ tenantId, environmentId }: { tenantId: string; environmentId: string }, now: Date): Promise<EnvironmentMove> {
    const key = { tenantId, environmentId };
    if (!(await this.#counted(key))) {
      await this.#moves.insertAll([{ ...key, moves: 0, movedAt: now }], 'ignore');
      if (!(await this.#counted(key))) throw gone();
    }
    const head = await this.#moves.find(key);
    if (!head) throw gone();
    const { moves, movedAt } = head;
    // The clocks of two processes differ; intervals must not run backwards.
    const at = movedAt > now ? movedAt : now;
    if (at > movedAt) await this.#moves.updateWhere(key, { movedAt: at });
    return { number: moves, at };
  }

  async end(tenantId: string, environmentId: string, entityId: string, { number, at }: EnvironmentMove): Promise<void> {
    await this.#intervals.updateWhere({ tenantId, environmentId, entityId, toMove: null }, { validTo: at, toMove: number });
  }

  async endAll(tenantId: string, environmentId: string, { number, at }: EnvironmentMove): Promise<void> {
    await this.#intervals.updateWhere({ tenantId, environmentId, toMove: null }, { validTo: at, toMove: number });
  }

  begin(interval: PointerInterval): Promise<void> {
    return this.#intervals.insert(interval);
  }

  after(tenantId: string, environmentId: string, move: number): Promise<PointerInterval[]> {
    const begun = { tenantId, environmentId, fromMove: atMost(move) };
    return this.#intervals.list(
      [
        { ...begun, toMove: null },
        { ...begun, toMove: greaterThan(move) },
      ],
      BY_NAME,
    );
  }

  asOf(tenantId: string, environmentId: string, time: Date, entityId?: readonly string[]): Promise<PointerInterval[]> {
    const begun = { tenantId, environmentId, ...(entityId && { entityId }), validFrom: atMost(time) };
    return this.#intervals.list(
      [
        { ...begun, validTo: null },
        { ...begun, validTo: greaterThan(time) },
      ],
      BY_NAME,
    );
  }

  async everIn(tenantId: string, environmentId: string, versionIds: readonly string[]): Promise<ReleasedContent[]> {
    if (versionIds.length === 0) return [];
    return this.#intervals.pick({ tenantId, environmentId, versionId: versionIds }, ['versionId', 'contentHash']);
  }

  page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<PointerInterval>> {
    const rows = this.session.reader.createQueryBuilder(PointerHistoryTable, 'interval_').where({ tenantId, environmentId });
    return pageOf(rows, POINTER_HISTORY_LIST, query);
  }

  async #counted(key: { tenantId: string; environmentId: string }): Promise<boolean> {
    return (await this.#moves.updateWhere(key, { moves: sql('moves + 1') })) !== 0;
  }
}
