import { EntitySchema, type EntitySchemaColumnOptions, type TableColumnOptions } from 'typeorm';

export type Engine = 'mysql' | 'sqlite';

/** The declaration of a column in MySQL's terms, for the EntitySchema and the migration alike. */
interface PortableColumn {
  readonly name: string;
  readonly type: string;
  readonly length?: number;
  readonly precision?: number;
  readonly charset?: string;
  readonly collation?: string;
  readonly unsigned?: boolean;
  readonly generated?: true;
  readonly transformer?: { to(value: unknown): unknown; from(value: unknown): unknown };
}
export interface ColumnTraits {
  readonly primary?: boolean;
  readonly nullable?: boolean;
  /** False means that only queries that name the column read it. */
  readonly select?: false;
}
export type Column = PortableColumn & ColumnTraits;

const SQLITE_TYPES: Readonly<Record<string, string>> = {
  char: 'varchar',
  mediumtext: 'text',
  mediumblob: 'blob',
  varbinary: 'blob',
  int: 'integer',
};

// The drivers differ: MySQL's returns bigint as text, libsql returns BLOBs as ArrayBuffer.
const asNumber = { to: (value: unknown) => value, from: (value: unknown) => (value == null ? value : Number(value)) };
const asBuffer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value == null || Buffer.isBuffer(value) ? value : Buffer.from(value as ArrayBuffer)),
};
const asBoolean = { to: (value: unknown) => value, from: (value: unknown) => (value == null ? value : Boolean(value)) };
// MySQL refuses to compare an ASCII column with other text, so a caller's invalid id becomes one that no row has.
const asId = {
  to: (value: unknown) => (typeof value === 'string' ? value.replaceAll(/[^\x20-\x7e]/gu, '?') : value),
  from: (value: unknown) => value,
};
const asJson = {
  to: (value: unknown) => (value == null ? value : JSON.stringify(value)),
  from: (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value),
};
const BYTES_ORDER = { charset: 'utf8mb4', collation: 'utf8mb4_bin' };

/** The kinds of columns in JAPM. Text compares by bytes on every engine. */
export const column = {
  id: (name: string, traits?: ColumnTraits): Column => ({
    name,
    type: 'char',
    length: 36,
    charset: 'ascii',
    collation: 'ascii_bin',
    transformer: asId,
    ...traits,
  }),
  /** Text that is compared: names, slugs, tags, states, hashes. */
  key: (name: string, length: number, traits?: ColumnTraits): Column => ({ name, type: 'varchar', length, ...BYTES_ORDER, ...traits }),
  /** Text of up to 16 MiB. */
  text: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'mediumtext', ...BYTES_ORDER, ...traits }),
  /** A JSON value as text, so that no engine reorders or reparses it. */
  json: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'mediumtext', ...BYTES_ORDER, transformer: asJson, ...traits }),
  bytes: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'mediumblob', transformer: asBuffer, ...traits }),
  /** A time that users see, exact to the millisecond. */
  time: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'datetime', precision: 6, ...traits }),
  /** A counter, a size or epoch microseconds, exact up to 2^53. */
  big: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'bigint', transformer: asNumber, ...traits }),
  int: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'int', ...traits }),
  /** A number that may have a fraction, in double precision. */
  real: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'double', ...traits }),
  flag: (name: string, traits?: ColumnTraits): Column => ({ name, type: 'boolean', transformer: asBoolean, ...traits }),
  /** A key that the database increments. */
  counter: (name: string): Column => ({ name, type: 'bigint', transformer: asNumber, primary: true, generated: true }),
} as const;

function forSqlite(each: Column): Column {
  const type = each.generated ? 'integer' : (SQLITE_TYPES[each.type] ?? each.type);
  const { collation: _collation, charset: _charset, unsigned: _unsigned, precision: _precision, length, ...rest } = each;
  return { ...rest, type, ...(type === 'varchar' && length !== undefined ? { length } : {}) };
}

/** The columns that every resource of a project has, with the names of their fields. */
export const RESOURCE_COLUMNS = {
  tenantId: column.id('tenant_id', { primary: true }),
  id: column.id('id', { primary: true }),
  projectId: column.id('project_id'),
  revision: column.int('revision'),
  createdAt: column.time('created_at'),
  updatedAt: column.time('updated_at'),
} as const;

/** The columns for `new Table({ columns })` in a migration, for the engine on which it runs. */
export function portable(engine: Engine, columns: readonly Column[]): TableColumnOptions[] {
  return columns.map((each) => {
    const {
      primary,
      nullable,
      generated,
      length,
      transformer: _transformer,
      select: _select,
      ...rest
    } = engine === 'mysql' ? each : forSqlite(each);
    return {
      ...rest,
      ...(length === undefined ? {} : { length: String(length) }),
      isPrimary: primary ?? false,
      isNullable: nullable ?? false,
      ...(generated ? { isGenerated: true, generationStrategy: 'increment' as const } : {}),
    };
  });
}

type IndexDeclaration<T> = Readonly<Record<string, readonly (keyof T & string)[]>>;
export interface TableDeclaration<T> {
  readonly name: string;
  readonly columns: Readonly<Record<keyof T & string, Column>>;
  /** Maps the name of a constraint to its properties, in order. */
  readonly uniques?: IndexDeclaration<T>;
  readonly indices?: IndexDeclaration<T>;
  /** Maps the name of a constraint to the own properties, the other table and its properties. */
  readonly foreignKeys?: Readonly<
    Record<
      string,
      {
        readonly columns: readonly (keyof T & string)[];
        readonly target: string;
        readonly references: readonly string[];
        readonly onDelete?: 'CASCADE';
      }
    >
  >;
}

/** Declares a table with rows of type T. The names of tables are unique and begin with their context. */
export function table<T extends object>(declaration: TableDeclaration<T>): EntitySchema<T> {
  const named = (indexes: IndexDeclaration<T> | undefined): { name: string; columns: string[] }[] =>
    Object.entries(indexes ?? {}).map(([name, columns]) => ({ name, columns: [...columns] }));
  return new EntitySchema<T>({
    name: declaration.name,
    tableName: declaration.name,
    columns: declaration.columns as never,
    uniques: named(declaration.uniques),
    indices: named(declaration.indices),
    foreignKeys: Object.entries(declaration.foreignKeys ?? {}).map(([name, { columns, target, references, onDelete }]) => ({
      name,
      target,
      columnNames: [...columns],
      referencedColumnNames: [...references],
      ...(onDelete ? { onDelete } : {}),
    })),
  });
}

/** The table for the engine of a data source. Repositories use the original, because TypeORM finds the table by name. */
export function schemaFor(engine: Engine, schema: EntitySchema): EntitySchema {
  const columns = Object.entries(schema.options.columns as Record<string, Column | undefined>).map(([property, each]) => {
    if (!each) throw new Error(`column ${property} is not declared`);
    return [property, columnFor(engine, each)] as const;
  });
  const { name, tableName, uniques, indices, foreignKeys } = schema.options;
  return new EntitySchema({ name, tableName, uniques, indices, foreignKeys, columns: Object.fromEntries(columns) });
}

function columnFor(engine: Engine, each: Column): EntitySchemaColumnOptions {
  return (engine === 'mysql' ? each : forSqlite(each)) as unknown as EntitySchemaColumnOptions;
}
