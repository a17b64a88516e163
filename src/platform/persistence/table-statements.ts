import type { DataSource, EntitySchema, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { bytesOfRow, dividedColumns } from './row-slices';

export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** Property → value that a row must have, or a list of the values that it may have; null stands for NULL. */
export type Lookup<Row> = { readonly [P in keyof Row]?: Row[P] | readonly Row[P][] };
export type Order<Row> = { readonly [P in keyof Row]?: 'ASC' | 'DESC' };
type Values = Readonly<Record<string, unknown>>;

interface Condition {
  readonly text: string;
  readonly parameters: unknown[];
}

/**
 * The statements of one table on one data source. The text of each is built once for each combination of properties; a call only
 * binds its values. TypeORM prepares the values and reads the rows, as it does behind its own builders.
 */
export class TableStatements<Row extends ObjectLiteral> {
  readonly #table: string;
  readonly #columns: ReadonlyMap<string, ColumnMetadata>;
  readonly #inserted: readonly ColumnMetadata[];
  readonly #selected: readonly ColumnMetadata[];
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
  }

  insert(row: Row): Statement {
    const marks = (): string => this.#inserted.map(() => '?').join(', ');
    return {
      sql: this.#text('insert', () => `INSERT INTO ${this.#table}(${this.#names(this.#inserted)}) VALUES (${marks()})`),
      parameters: this.#inserted.map((each) => this.#bound((row as Values)[each.propertyName], each)),
    };
  }

  update(lookup: Lookup<Row>, values: Partial<Row>): Statement {
    const set = Object.entries(values as Values).map(([property, value]) => [this.#column(property), value] as const);
    const where = this.#where(lookup);
    const key = `update ${Object.keys(values).join()}${where.text}`;
    const assignments = (): string => set.map(([{ databaseName }]) => `${this.#escaped(databaseName)} = ?`).join(', ');
    return {
      sql: this.#text(key, () => `UPDATE ${this.#table} SET ${assignments()}${required(where.text)}`),
      parameters: [...set.map(([column, value]) => this.#bound(value, column)), ...where.parameters],
    };
  }

  /** An update that changes nothing. */
  touch(lookup: Lookup<Row>, property: keyof Row & string): Statement {
    const { text, parameters } = this.#where(lookup);
    const name = this.#escaped(this.#column(property).databaseName);
    return { sql: `UPDATE ${this.#table} SET ${name} = ${name}${required(text)}`, parameters };
  }

  remove(lookup: Lookup<Row>): Statement {
    const { text, parameters } = this.#where(lookup);
    return { sql: `DELETE FROM ${this.#table}${required(text)}`, parameters };
  }

  select(lookup: Lookup<Row>, order: Order<Row> = {}, limit?: number): Statement {
    return this.#select('select', () => this.#names(this.#selected), lookup, order, limit);
  }

  /** The first rows with their `row_bytes`; those with more than `share` have NULL for each long column. */
  selectShort(lookup: Lookup<Row>, order: Order<Row>, limit: number, share: number): Statement {
    const what = (): string => {
      const [long, other] = dividedColumns(this.#selected);
      const names = long.map(({ databaseName }) => this.#escaped(databaseName));
      const bytes = bytesOfRow(names);
      return [
        this.#names(other),
        `${bytes} AS row_bytes`,
        ...names.map((each) => `CASE WHEN ${bytes} <= ${share} THEN ${each} END AS ${each}`),
      ].join(', ');
    };
    return this.#select(`short ${share}`, what, lookup, order, limit);
  }

  /** The names (a property) and `row_bytes` of all rows. */
  measure(lookup: Lookup<Row>, order: Order<Row>, name: keyof Row & string): Statement {
    const long = (): string[] => dividedColumns(this.#selected)[0].map(({ databaseName }) => this.#escaped(databaseName));
    const what = (): string => `${this.#escaped(this.#column(name).databaseName)} AS name, ${bytesOfRow(long())} AS row_bytes`;
    return this.#select(`measure ${name}`, what, lookup, order);
  }

  #select(kind: string, what: () => string, lookup: Lookup<Row>, order: Order<Row>, limit?: number): Statement {
    const { text, parameters } = this.#where(lookup);
    const sorting = Object.entries(order).map(([property, direction]) => [property, String(direction)] as const);
    const build = (): string => {
      const sorted = sorting
        .map(([property, direction]) => `${this.#escaped(this.#column(property).databaseName)} ${direction}`)
        .join(', ');
      const end = `${sorted && ` ORDER BY ${sorted}`}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
      return `SELECT ${what()} FROM ${this.#table}${text}${end}`;
    };
    return { sql: this.#text(`${kind} ${sorting.join()} ${limit}${text}`, build), parameters };
  }

  /** The row as TypeORM's repositories give it. */
  rowOf(raw: Values): Row {
    const row: Record<string, unknown> = {};
    for (const each of this.#selected) row[each.propertyName] = this.source.driver.prepareHydratedValue(raw[each.databaseName], each);
    return row as Row;
  }

  /** The property that names a row within its tenant, where nothing bounds the length of a row; null otherwise. */
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

  #where(lookup: Lookup<Row>): Condition {
    const conditions = Object.entries(lookup).map(([property, value]) => this.#condition(this.#column(property), value));
    if (conditions.length === 0) return { text: '', parameters: [] };
    return {
      text: ` WHERE ${conditions.map(({ text }) => text).join(' AND ')}`,
      parameters: conditions.flatMap(({ parameters }) => parameters),
    };
  }

  #condition(column: ColumnMetadata, value: unknown): Condition {
    const name = this.#escaped(column.databaseName);
    // Leaving it out would find rows that the caller did not mean.
    if (value === undefined) throw new Error(`a lookup in ${this.#table} has no value for ${column.propertyName}`);
    if (value === null) return { text: `${name} IS NULL`, parameters: [] };
    if (!Array.isArray(value)) return { text: `${name} = ?`, parameters: [this.#bound(value, column)] };
    const list = value.map((each) => this.#bound(each, column));
    // SQLite bounds the number of parameters; MySQL's driver writes each value of a list into the statement.
    if (this.source.options.type !== 'mysql')
      return { text: `${name} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(list)] };
    return list.length === 0 ? { text: '0 = 1', parameters: [] } : { text: `${name} IN (?)`, parameters: [list] };
  }

  #column(property: string): ColumnMetadata {
    const column = this.#columns.get(property);
    if (!column) throw new Error(`${this.#table} has no property ${property}`);
    return column;
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

  #escaped(name: string): string {
    return this.source.driver.escape(name);
  }

  #names(columns: readonly ColumnMetadata[]): string {
    return columns.map(({ databaseName }) => this.#escaped(databaseName)).join(', ');
  }
}

/** A change of every row of a table is never meant. */
function required(where: string): string {
  if (where === '') throw new Error('a change without a condition');
  return where;
}

const known = new WeakMap<DataSource, WeakMap<object, unknown>>();

/** The statements of a table, one set for each data source. */
export function statementsOf<Row extends ObjectLiteral>(source: DataSource, table: EntitySchema<Row>): TableStatements<Row> {
  const tables = known.get(source) ?? new WeakMap<object, unknown>();
  known.set(source, tables);
  const statements = (tables.get(table) as TableStatements<Row> | undefined) ?? new TableStatements(source, table);
  tables.set(table, statements);
  return statements;
}
