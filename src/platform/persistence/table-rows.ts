import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import { lookupsOf, type Assignments, type Lookup, type Order, type Where } from './lookup';
import type { RowSource } from './row-slices';
import { statementsOf, type OnTaken, type Selection, type Statement, type TableStatements } from './table-statements';
import { boundedRows, LIST, mostBytesIn, type Reading } from './whole-list';

/** Name of a constraint → the error for the row that violates it. */
type Violations<Row> = Readonly<Record<string, (row: Row) => Error>>;

export interface RowRules<Row, Kept> {
  readonly restore: (row: Row) => Kept;
  /** When a row is inserted or updated. */
  readonly taken?: Violations<Row>;
}

type Raw = Readonly<Record<string, unknown>>;

/** Where the statements of a table run. */
export interface StoreSession {
  readonly writer: EntityManager;
  readonly reader: EntityManager;
  guarded<T>(errors: Readonly<Record<string, () => Error>>, statement: () => Promise<T>): Promise<T>;
}

/**
 * The rows of one table, written and read by statements that are built once and then only bound. A lookup finds what it names and
 * nothing else: the caller passes the tenant.
 */
export class TableRows<Row extends ObjectLiteral, Kept = Row> {
  constructor(
    protected readonly session: StoreSession,
    protected readonly table: EntitySchema<Row>,
    private readonly rowRules: RowRules<Row, Kept>,
  ) {}

  async insert(row: Row): Promise<void> {
    await this.guarded(this.statements.insert([row]), row, this.rowRules.taken);
  }

  /** In one statement. The caller bounds their number; the error for a violated constraint is that of the first of them. */
  async insertAll(rows: readonly Row[], onTaken: OnTaken<Row> = 'fail'): Promise<void> {
    const [first] = rows;
    if (first) await this.guarded(this.statements.insert(rows, onTaken), first, this.rowRules.taken);
  }

  /** Gives the number of rows that the lookup found. */
  updateWhere(lookup: Lookup<Row>, values: Assignments<Row>): Promise<number> {
    return this.run(this.statements.update(lookup, values));
  }

  /** Gives the number of removed rows. */
  removeWhere(lookup: Lookup<Row>): Promise<number> {
    return this.run(this.statements.remove(lookup));
  }

  /** The first in that order. */
  async find(where: Where<Row>, order?: Order<Row>): Promise<Kept | null> {
    const [found] = await this.first(1, where, order);
    return found ?? null;
  }

  /** Long rows are read in slices of bounded bytes. With `shown` it throws ListTooLong where they are more than one response may show. */
  async list(where: Where<Row>, order: Order<Row> = {}, shown?: Reading): Promise<Kept[]> {
    const { dataSource } = this.session.reader;
    const name = statementsOf(dataSource, this.table).nameOfLongRows();
    const bound = { mostBytes: shown ? mostBytesIn(dataSource) : Infinity, reading: shown ?? LIST };
    const rows = name === null ? await this.#rows({ order }, where) : await boundedRows(this.#source(where, order, name), bound);
    return rows.map((each) => this.rowRules.restore(each));
  }

  /** The first of the rows; the caller bounds their number. */
  async first(limit: number, where: Where<Row>, order: Order<Row> = {}): Promise<Kept[]> {
    return (await this.#rows({ order, limit }, where)).map((each) => this.rowRules.restore(each));
  }

  async count(where: Where<Row>): Promise<number> {
    const [found] = await this.#query((statements) => statements.count(where));
    return Number(found?.raw.found ?? 0);
  }

  /** Some properties of the rows. */
  pick<P extends keyof Row & string>(
    where: Where<Row>,
    only: readonly P[],
    more: Omit<Selection<Row>, 'only' | 'bytesOf'> = {},
  ): Promise<Pick<Row, P>[]> {
    return this.#rows({ ...more, only }, where);
  }

  /** Some properties of the rows, and the length of another one, which is not read itself. */
  async measured<P extends keyof Row & string>(
    where: Where<Row>,
    only: readonly P[],
    more: Omit<Selection<Row>, 'only'> & Required<Pick<Selection<Row>, 'bytesOf'>>,
  ): Promise<(Pick<Row, P> & { readonly bytes: number })[]> {
    const rows = await this.#query((statements) => statements.select(where, { ...more, only }), only);
    return rows.map(({ raw, row }) => ({ ...row(), bytes: Number(raw.bytes ?? 0) }));
  }

  /** The least value of `property` for each value of `by` that the rows have, without reading them. */
  async least<P extends keyof Row & string, B extends keyof Row & string>(
    where: Where<Row>,
    property: P,
    by: B,
  ): Promise<Pick<Row, P | B>[]> {
    const rows = await this.#query((statements) => statements.least(where, property, by), [property, by]);
    return rows.map(({ row }) => row());
  }

  protected get statements(): TableStatements<Row> {
    return statementsOf(this.session.writer.dataSource, this.table);
  }

  protected guarded(statement: Statement, row: Row, violations: Violations<Row> = {}): Promise<number> {
    const errors = Object.entries(violations).map(([name, error]) => [name, () => error(row)] as const);
    return this.session.guarded(Object.fromEntries(errors), () => this.run(statement));
  }

  /** The number of rows that the statement found. */
  protected async run({ sql, parameters }: Statement): Promise<number> {
    const { queryRunner } = this.session.writer;
    if (!queryRunner) throw new Error('a change outside of a transaction');
    const { affected } = await queryRunner.query(sql, parameters, true);
    return affected ?? 0;
  }

  async #rows(selection: Selection<Row>, where: Where<Row>): Promise<Row[]> {
    const rows = await this.#query((statements) => statements.select(where, selection), selection.only);
    return rows.map(({ row }) => row());
  }

  #source(where: Where<Row>, order: Order<Row>, name: keyof Row & string): RowSource<Row> {
    const nameOf = (row: Row): string => String(row[name]);
    return {
      nameOf,
      short: async (most, share) => {
        const rows = await this.#query((statements) => statements.selectShort(where, order, most, share));
        return rows.map(({ raw, row }) => {
          const [bytes, read] = [Number(raw.row_bytes), row()];
          return { name: nameOf(read), bytes, row: bytes > share ? null : read };
        });
      },
      measured: async () => {
        const rows = await this.#query((statements) => statements.measure(where, order, name));
        return rows.map(({ raw }) => ({ name: String(raw.name), bytes: Number(raw.row_bytes), row: null }));
      },
      read: (names) => {
        const these = lookupsOf(where).map((each): Lookup<Row> => ({ ...each, [name]: names }));
        return this.#rows({}, these);
      },
    };
  }

  async #query(
    statement: (statements: TableStatements<Row>) => Statement,
    only?: Selection<Row>['only'],
  ): Promise<{ readonly raw: Raw; readonly row: () => Row }[]> {
    const { reader } = this.session;
    const statements = statementsOf(reader.dataSource, this.table);
    const { sql, parameters } = statement(statements);
    const found = await reader.query<Raw[]>(sql, parameters);
    return found.map((raw) => ({ raw, row: () => statements.rowOf(raw, only) }));
  }
}
