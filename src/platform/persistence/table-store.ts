import type { EntitySchema, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery, ListRules } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { pageOf } from './list';
import { sql, type Assignments, type Lookup } from './lookup';
import { TableRows, type RowRules, type StoreSession } from './table-rows';

export interface StoreRules<Row, Kept> extends RowRules<Row, Kept> {
  /** The error for a row whose stored revision differs. */
  readonly stale: (row: Row) => Error;
  /** Properties that an update does not change. The primary key is always one of them. */
  readonly constant: readonly (keyof Row & string)[];
  /** The errors of a removal while other rows refer to the row. */
  readonly held?: RowRules<Row, Kept>['taken'];
}

/** The rows of a table with a revision, which replace each other revision by revision. */
export class TableStore<Row extends ObjectLiteral, Kept> extends TableRows<Row, Kept> {
  constructor(
    session: StoreSession,
    table: EntitySchema<Row>,
    private readonly rules: StoreRules<Row, Kept>,
  ) {
    super(session, table, rules);
  }

  /** Replaces the row that has the revision before this one. */
  async update(row: Row & { readonly revision: number }): Promise<void> {
    const { statements } = this;
    const key = statements.keyOf(row);
    const left = new Set<string>([...Object.keys(key), ...this.rules.constant]);
    const values = Object.fromEntries(Object.entries(row).filter(([property]) => !left.has(property))) as Assignments<Row>;
    this.#met(await this.guarded(statements.update({ ...key, revision: row.revision - 1 }, values), row, this.rules.taken), row);
  }

  async remove(row: Row & { readonly revision: number }): Promise<void> {
    const statement = this.statements.remove({ ...this.statements.keyOf(row), revision: row.revision });
    this.#met(await this.guarded(statement, row, this.rules.held), row);
  }

  /** Locks the row until the transaction ends. */
  async lock(row: Row & { readonly revision: number }): Promise<void> {
    this.#met(await this.hold({ ...this.statements.keyOf(row), revision: row.revision }), row);
  }

  /** Locks all rows that the lookup finds, whatever their revision. Returns their number. */
  hold(lookup: Lookup<Row>): Promise<number> {
    // An update that changes nothing takes the locks on every engine. SQLite has no SELECT … FOR UPDATE.
    return this.updateWhere(lookup, { revision: sql('revision') });
  }

  /** A page of the rows with these values. `narrow` adds conditions, in which the alias of the table is `listed`. */
  async page(
    where: Partial<Row>,
    rules: ListRules<Row>,
    query: ListQuery,
    narrow?: (builder: SelectQueryBuilder<Row>) => void,
  ): Promise<Page<Kept>> {
    const builder = this.session.reader.createQueryBuilder(this.table, 'listed').where(where);
    narrow?.(builder);
    return mapPage(await pageOf(builder, rules, query), this.rules.restore);
  }

  #met(affected: number, row: Row): void {
    if (affected === 0) throw this.rules.stale(row);
  }
}
