import type { DataSource, EntitySchema, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { Compared, lookupsOf, SqlText, type Assignments, type Lookup, type Order, type Where } from './lookup';
import { bytesOfRow, dividedColumns } from './row-slices';

export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** What a SELECT reads beside its rows. */
export interface Selection<Row> {
  readonly order?: Order<Row>;
  readonly limit?: number;
  /** Properties to read; not given: all that are not read only by name. */
  readonly only?: readonly (keyof Row & string)[];
  /** A property whose length in bytes is read as `bytes`, in its place. */
  readonly bytesOf?: keyof Row & string;
}

/** How a property of the stored row follows from the one that was to be inserted. */
type Merging = 'add' | 'greatest';
type Merged<Row> = { readonly [P in keyof Row]?: Merging };

/**
 * What an INSERT does with a row whose key is taken: it fails, leaves the stored row, writes over these properties of it, or merges
 * these properties.
 */
export type OnTaken<Row> = 'fail' | 'ignore' | readonly (keyof Row & string)[] | Merged<Row>;

type Values = Readonly<Record<string, unknown>>;

/**
 * The statements of one table on one data source. Each text is built once for a combination of properties, and a call only
 * binds values. TypeORM converts the values and the rows, as it does behind its own builders.
 */
export class TableStatements<Row extends ObjectLiteral> {
  readonly #table: string;
  readonly #columns: ReadonlyMap<string, ColumnMetadata>;
  readonly #inserted: readonly ColumnMetadata[];
  readonly #selected: readonly ColumnMetadata[];
  readonly #isMysql: boolean;
  readonly #texts = new Map<string, string>();

  constructor(
    private readonly source: DataSource,
    table: EntitySchema<Row>,
  ) {
    const { tableName, columns } = source.getMetadata(table);
    this.#table = source.driver.escape(tableName);
    this.#columns = new Map(columns.map((each) => [each.propertyName, each]));
    this.#inserted = columns.filter((each) => !each.isGenerated);
    this.#selected = columns.filter((each) => each.isSelect);
    this.#isMysql = source.options.type === 'mysql';
  }

  insert(rows: readonly Partial<Row>[], onTaken: OnTaken<Row> = 'fail'): Statement {
    const head = this.#text(`insert ${String(onTaken === 'ignore')}`, () => {
      const verb = onTaken === 'ignore' ? `INSERT ${this.#isMysql ? '' : 'OR '}IGNORE` : 'INSERT';
      return `${verb} INTO ${this.#table}(${this.#names(this.#inserted)}) VALUES `;
    });
    const marks = this.#text('marks', () => `(${this.#inserted.map(() => '?').join(', ')})`);
    const tail = typeof onTaken === 'string' ? '' : this.#text(`taken ${JSON.stringify(onTaken)}`, () => this.#merging(onTaken));
    return {
      sql: `${head}${rows.length === 1 ? marks : rows.map(() => marks).join(', ')}${tail}`,
      parameters: rows.flatMap((row) => this.#inserted.map((each) => this.#bound((row as Values)[each.propertyName], each))),
    };
  }

  update(lookup: Lookup<Row>, values: Assignments<Row>): Statement {
    const set = Object.entries(values as Values).map(([property, value]) => [this.#column(property), value] as const);
    const where = this.#where(lookup);
    const computed = set.map(([column, value]) => `${column.propertyName}${value instanceof SqlText ? ` = ${value.text}` : ''}`);
    const assignments = (): string =>
      set.map(([column, value]) => `${this.#name(column)} = ${value instanceof SqlText ? value.text : '?'}`).join(', ');
    return {
      sql: this.#text(`update ${computed.join()}${where.sql}`, () => `UPDATE ${this.#table} SET ${assignments()}${required(where.sql)}`),
      parameters: [
        ...set.filter(([, value]) => !(value instanceof SqlText)).map(([column, value]) => this.#bound(value, column)),
        ...where.parameters,
      ],
    };
  }

  remove(lookup: Lookup<Row>): Statement {
    const { sql, parameters } = this.#where(lookup);
    return { sql: `DELETE FROM ${this.#table}${required(sql)}`, parameters };
  }

  select(where: Where<Row>, { order, limit, only, bytesOf }: Selection<Row> = {}): Statement {
    const what = (): string => {
      // All engines have a function of this name.
      const bytes = bytesOf === undefined ? '' : `, OCTET_LENGTH(${this.#name(this.#column(bytesOf))}) AS bytes`;
      return `${this.#names(this.#read(only))}${bytes}`;
    };
    return this.#select(`select ${only?.join() ?? '*'} ${bytesOf ?? ''}`, what, where, order, limit);
  }

  /** Selects the first rows with their `row_bytes`. Rows with more than `share` bytes have NULL in each long column. */
  selectShort(where: Where<Row>, order: Order<Row>, limit: number, share: number): Statement {
    const what = (): string => {
      const [long, other] = dividedColumns(this.#selected);
      const names = long.map((each) => this.#name(each));
      const bytes = bytesOfRow(names);
      return [
        this.#names(other),
        `${bytes} AS row_bytes`,
        ...names.map((each) => `CASE WHEN ${bytes} <= ${share} THEN ${each} END AS ${each}`),
      ].join(', ');
    };
    return this.#select(`short ${share}`, what, where, order, limit);
  }

  /** Selects the names (a property) and `row_bytes` of all rows. */
  measure(where: Where<Row>, order: Order<Row>, name: keyof Row & string): Statement {
    const long = (): string[] => dividedColumns(this.#selected)[0].map((each) => this.#name(each));
    const what = (): string => `${this.#name(this.#column(name))} AS name, ${bytesOfRow(long())} AS row_bytes`;
    return this.#select(`measure ${name}`, what, where, order);
  }

  count(where: Where<Row>): Statement {
    const { sql, parameters } = this.#where(where);
    return { sql: `SELECT COUNT(*) AS found FROM ${this.#table}${sql}`, parameters };
  }

  /** The least value of a property among the rows that have the same value of another one, for each of those. */
  least(where: Where<Row>, property: keyof Row & string, by: keyof Row & string): Statement {
    const [{ sql, parameters }, least, group] = [this.#where(where), ...[property, by].map((each) => this.#name(this.#column(each)))];
    return { sql: `SELECT ${group}, MIN(${least}) AS ${least} FROM ${this.#table}${sql} GROUP BY ${group}`, parameters };
  }

  /** The row as TypeORM's repositories give it; of some properties where only those were read. */
  rowOf(raw: Values, only?: Selection<Row>['only']): Row {
    const row: Record<string, unknown> = {};
    for (const each of this.#read(only)) row[each.propertyName] = this.source.driver.prepareHydratedValue(raw[each.databaseName], each);
    return row as Row;
  }

  /** The property that names a row within its tenant, for tables with unbounded rows; null for others. */
  nameOfLongRows(): (keyof Row & string) | null {
    const keys = [...this.#columns.values()].filter((each) => each.isPrimary && each.propertyName !== 'tenantId');
    const isLong = dividedColumns(this.#selected)[0].length > 0;
    return isLong && keys.length === 1 ? (keys[0]?.propertyName ?? null) : null;
  }

  /** The primary key of the row. */
  keyOf(row: Row): Lookup<Row> {
    const keys = [...this.#columns.values()].filter((each) => each.isPrimary);
    return Object.fromEntries(keys.map(({ propertyName }) => [propertyName, (row as Values)[propertyName]])) as Lookup<Row>;
  }

  #select(kind: string, what: () => string, where: Where<Row>, order: Order<Row> = {}, limit?: number): Statement {
    const { sql, parameters } = this.#where(where);
    const sorting = Object.entries(order).map(([property, direction]) => [property, String(direction)] as const);
    const build = (): string => {
      const sorted = sorting.map(([property, direction]) => `${this.#name(this.#column(property))} ${direction}`).join(', ');
      const end = `${sorted && ` ORDER BY ${sorted}`}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
      return `SELECT ${what()} FROM ${this.#table}${sql}${end}`;
    };
    return { sql: this.#text(`${kind} ${sorting.join()} ${limit}${sql}`, build), parameters };
  }

  #merging(onTaken: readonly string[] | Merged<Row>): string {
    const merged: [string, string][] = Array.isArray(onTaken)
      ? onTaken.map((each: string) => [each, 'replace'])
      : (Object.entries(onTaken) as [string, Merging][]);
    const set = merged.map(([property, how]) => {
      const stored = this.#name(this.#column(property));
      const given = this.#isMysql ? `VALUES(${stored})` : `excluded.${stored}`;
      const greatest = this.#isMysql ? 'GREATEST' : 'MAX';
      return `${stored} = ${how === 'add' ? `${stored} + ${given}` : how === 'greatest' ? `${greatest}(${stored}, ${given})` : given}`;
    });
    const keys = [...this.#columns.values()].filter((each) => each.isPrimary);
    const taken = this.#isMysql ? 'DUPLICATE KEY UPDATE' : `CONFLICT (${this.#names(keys)}) DO UPDATE SET`;
    return ` ON ${taken} ${set.join(', ')}`;
  }

  #where(where: Where<Row>): Statement {
    const parameters: unknown[] = [];
    const condition = ([property, value]: [string, unknown]): string => this.#condition(this.#column(property), value, parameters);
    const either = lookupsOf(where).map((each) => Object.entries(each).map(condition).join(' AND '));
    if (either.length !== 1) return { sql: ` WHERE ${either.map((each) => `(${each})`).join(' OR ')}`, parameters };
    return { sql: either[0] ? ` WHERE ${either[0]}` : '', parameters };
  }

  #condition(column: ColumnMetadata, value: unknown, parameters: unknown[]): string {
    const name = this.#name(column);
    const { operator, value: wanted } = value instanceof Compared ? (value as Compared<unknown>) : { operator: '=', value };
    // Without this condition the statement would find rows that the caller did not mean.
    if (wanted === undefined) throw new Error(`a lookup in ${this.#table} has no value for ${column.propertyName}`);
    if (wanted === null) return `${name} IS ${operator === '<>' ? 'NOT ' : ''}NULL`;
    if (wanted instanceof SqlText) return `${name} ${operator} ${wanted.text}`;
    if (!Array.isArray(wanted)) {
      parameters.push(this.#bound(wanted, column));
      return `${name} ${operator} ?`;
    }
    const list = wanted.map((each) => this.#bound(each, column));
    if (this.#isMysql && list.length === 0) return '0 = 1';
    // SQLite limits the number of parameters. MySQL's driver writes each value of a list into the statement.
    parameters.push(this.#isMysql ? list : JSON.stringify(list));
    return this.#isMysql ? `${name} IN (?)` : `${name} IN (SELECT value FROM json_each(?))`;
  }

  #column(property: string): ColumnMetadata {
    const column = this.#columns.get(property);
    if (!column) throw new Error(`${this.#table} has no property ${property}`);
    return column;
  }

  #read(only: Selection<Row>['only']): readonly ColumnMetadata[] {
    return only ? only.map((each) => this.#column(each)) : this.#selected;
  }

  #bound(value: unknown, column: ColumnMetadata): unknown {
    return (this.source.driver.preparePersistentValue(value, column) as unknown) ?? null;
  }

  #text(key: string, build: () => string): string {
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const text = build();
    this.#texts.set(key, text);
    return text;
  }

  #name({ databaseName }: ColumnMetadata): string {
    return this.source.driver.escape(databaseName);
  }

  #names(columns: readonly ColumnMetadata[]): string {
    return columns.map((each) => this.#name(each)).join(', ');
  }
}

/** Refuses an empty condition, because no caller means to change every row of a table. */
function required(where: string): string {
  if (where === '') throw new Error('a change without a condition');
  return where;
}

const known = new WeakMap<DataSource, WeakMap<object, unknown>>();

/** The statements of a table; each data source has one set. */
export function statementsOf<Row extends ObjectLiteral>(source: DataSource, table: EntitySchema<Row>): TableStatements<Row> {
  const tables = known.get(source) ?? new WeakMap<object, unknown>();
  known.set(source, tables);
  const statements = (tables.get(table) as TableStatements<Row> | undefined) ?? new TableStatements(source, table);
  tables.set(table, statements);
  return statements;
}
