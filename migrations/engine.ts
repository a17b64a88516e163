import { Table, TableColumn, type QueryRunner, type TableForeignKey } from 'typeorm';
import { portable, type Column, type Engine } from '#platform/persistence/column-types';

const engineOf = (runner: QueryRunner): Engine => (runner.dataSource.options.type === 'mysql' ? 'mysql' : 'sqlite');

interface NewTable {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Constraint name → columns, in order. */
  readonly uniques?: Readonly<Record<string, readonly string[]>>;
  readonly indices?: Readonly<Record<string, readonly string[]>>;
  readonly foreignKeys?: readonly Pick<
    TableForeignKey,
    'name' | 'columnNames' | 'referencedTableName' | 'referencedColumnNames' | 'onDelete'
  >[];
}

/** One call, one table, on every engine. */
export async function createTable(
  runner: QueryRunner,
  { name, columns, uniques = {}, indices = {}, foreignKeys = [] }: NewTable,
): Promise<void> {
  const named = (indexes: Readonly<Record<string, readonly string[]>>): { name: string; columnNames: string[] }[] =>
    Object.entries(indexes).map(([index, columnNames]) => ({ name: index, columnNames: [...columnNames] }));
  await runner.createTable(
    new Table({
      name,
      columns: portable(engineOf(runner), columns),
      uniques: named(uniques),
      indices: named(indices),
      // In words: MariaDB's own default is another word for the same.
      foreignKeys: foreignKeys.map((key) => ({ ...key, onDelete: key.onDelete ?? 'NO ACTION', onUpdate: 'NO ACTION' })),
    }),
  );
}

/** Adds a column that may be null. On SQLite as its own statement: TypeORM would copy the table, and deleting the old one cascades. */
export async function addColumn(runner: QueryRunner, table: string, added: Column): Promise<void> {
  const engine = engineOf(runner);
  for (const each of portable(engine, [added])) {
    if (engine === 'mysql') await runner.addColumn(table, new TableColumn(each));
    else
      await runner.query(
        `ALTER TABLE "${table}" ADD COLUMN "${each.name}" ${each.type}${each.length === undefined ? '' : `(${each.length})`}`,
      );
  }
}

/** Adds an index; the statement reads the same on every engine, and copies no table. */
export async function addIndex(runner: QueryRunner, table: string, name: string, columns: readonly string[]): Promise<void> {
  const quoted = columns.map((each) => runner.dataSource.driver.escape(each)).join(', ');
  const { driver } = runner.dataSource;
  await runner.query(`CREATE INDEX ${driver.escape(name)} ON ${driver.escape(table)} (${quoted})`);
}
