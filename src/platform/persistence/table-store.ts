import type { EntityManager, EntitySchema, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery, ListRules } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { pageOf } from './list';
import type { RowSource } from './row-slices';
import { boundedRows, LIST, mostBytesIn, type Reading } from './whole-list';
import { statementsOf, type Lookup, type Order, type Statement, type TableStatements } from './table-statements';

/** Name of a constraint → the error for the row that violates it. */
type Violations<Row> = Readonly<Record<string, (row: Row) => Error>>;

export interface StoreRules<Row, Kept> {
  readonly restore: (row: Row) => Kept;
  /** The error for a row whose stored revision is another one. */
  readonly stale: (row: Row) => Error;
  /** Properties that an update leaves as they are. The primary key is always one of them. */
  readonly constant: readonly (keyof Row & string)[];
  /** When a row is inserted or updated. */
  readonly taken?: Violations<Row>;
  /** When a row is removed to which others refer. */
  readonly held?: Violations<Row>;
}

type Raw = Readonly<Record<string, unknown>>;

/** Where a store runs its statements. */
export interface StoreSession {
  readonly writer: EntityManager;
  readonly reader: EntityManager;
  guarded<T>(errors: Readonly<Record<string, () => Error>>, statement: () => Promise<T>): Promise<T>;
}

/** The rows of one table. A lookup finds what it names and nothing else: the caller passes the tenant. */
export class TableStore<Row extends ObjectLiteral, Kept> {
  constructor(
    private readonly session: StoreSession,
    private readonly table: EntitySchema<Row>,
    private readonly rules: StoreRules<Row, Kept>,
  ) {}

  async insert(row: Row): Promise<void> {
    await this.#change(this.#writing.insert(row), row, this.rules.taken);
  }

  /** Replaces the revision before the row's. */
  async update(row: Row & { readonly revision: number }): Promise<void> {
    const key = this.#writing.keyOf(row);
    const left = new Set<string>([...Object.keys(key), ...this.rules.constant]);
    const values = Object.fromEntries(Object.entries(row).filter(([property]) => !left.has(property))) as Partial<Row>;
    this.#met(await this.#change(this.#writing.update({ ...key, revision: row.revision - 1 }, values), row, this.rules.taken), row);
  }

  async remove(row: Row & { readonly revision: number }): Promise<void> {
    const statement = this.#writing.remove({ ...this.#writing.keyOf(row), revision: row.revision });
    this.#met(await this.#change(statement, row, this.rules.held), row);
  }

  /** Keeps others from changing the row until the transaction ends. */
  async lock(row: Row & { readonly revision: number }): Promise<void> {
    this.#met(await this.hold({ ...this.#writing.keyOf(row), revision: row.revision }), row);
  }

  /** As lock, for all rows that the lookup finds, whatever their revision; gives their number. */
  hold(lookup: Lookup<Row>): Promise<number> {
    // An update that changes nothing takes the locks on every engine; SQLite knows no SELECT … FOR UPDATE.
    return this.#run(this.#writing.touch(lookup, 'revision'));
  }

  async find(lookup: Lookup<Row>): Promise<Kept | null> {
    const [found] = await this.#read(lookup, {}, 1);
    return found ?? null;
  }

  /** Long rows are read in slices of bounded bytes. With `shown` it throws ListTooLong where they are more than one response may show. */
  async list(lookup: Lookup<Row>, order: Order<Row> = {}, shown?: Reading): Promise<Kept[]> {
    const { dataSource } = this.session.reader;
    const name = statementsOf(dataSource, this.table).nameOfLongRows();
    if (name === null) return this.#read(lookup, order);
    const bound = { mostBytes: shown ? mostBytesIn(dataSource) : Infinity, reading: shown ?? LIST };
    const rows = await boundedRows(this.#source(lookup, order, name), bound);
    return rows.map((each) => this.rules.restore(each));
  }

  /** A page of the rows that have these values; `narrow` adds conditions, in which the table's alias is `listed`. */
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

  get #writing(): TableStatements<Row> {
    return statementsOf(this.session.writer.dataSource, this.table);
  }

  async #read(lookup: Lookup<Row>, order?: Order<Row>, limit?: number): Promise<Kept[]> {
    const rows = await this.#rows((statements) => statements.select(lookup, order, limit));
    return rows.map(({ row }) => this.rules.restore(row()));
  }

  #source(lookup: Lookup<Row>, order: Order<Row>, name: keyof Row & string): RowSource<Row> {
    const nameOf = (row: Row): string => String(row[name]);
    return {
      nameOf,
      short: async (most, share) => {
        const rows = await this.#rows((statements) => statements.selectShort(lookup, order, most, share));
        return rows.map(({ raw, row }) => {
          const [bytes, read] = [Number(raw.row_bytes), row()];
          return { name: nameOf(read), bytes, row: bytes > share ? null : read };
        });
      },
      measured: async () => {
        const rows = await this.#rows((statements) => statements.measure(lookup, order, name));
        return rows.map(({ raw }) => ({ name: String(raw.name), bytes: Number(raw.row_bytes), row: null }));
      },
      read: async (names) => {
        const rows = await this.#rows((statements) => statements.select({ ...lookup, [name]: names }));
        return rows.map(({ row }) => row());
      },
    };
  }

  async #rows(statement: (statements: TableStatements<Row>) => Statement): Promise<{ readonly raw: Raw; readonly row: () => Row }[]> {
    const { reader } = this.session;
    const statements = statementsOf(reader.dataSource, this.table);
    const { sql, parameters } = statement(statements);
    const found = await reader.query<Raw[]>(sql, parameters);
    return found.map((raw) => ({ raw, row: () => statements.rowOf(raw) }));
  }

  #change(statement: Statement, row: Row, violations: Violations<Row> = {}): Promise<number> {
    const errors = Object.entries(violations).map(([name, error]) => [name, () => error(row)] as const);
    return this.session.guarded(Object.fromEntries(errors), () => this.#run(statement));
  }

  /** The number of rows that the statement found. */
  async #run({ sql, parameters }: Statement): Promise<number> {
    const { queryRunner } = this.session.writer;
    if (!queryRunner) throw new Error('a change outside of a transaction');
    const { affected } = await queryRunner.query(sql, parameters, true);
    return affected ?? 0;
  }

  #met(affected: number, row: Row): void {
    if (affected === 0) throw this.rules.stale(row);
  }
}
