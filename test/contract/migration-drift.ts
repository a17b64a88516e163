import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource, type DataSourceOptions, type EntityMetadata } from 'typeorm';
import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { migrate, pendingMigrations } from '#platform/persistence/migrate';

/** An empty database; `url` as the configuration takes it. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

interface IndexColumns {
  readonly table: string;
  readonly unique: boolean;
  readonly columns: string;
}

/**
 * Indexes over all tenants on purpose: signing in names no tenant, a name of a tenant is known to all, the log has one order,
 * purges take from all, gates stand for many.
 */
const OVER_ALL_TENANTS = [
  'uq_user_email',
  'uq_api_key_prefix',
  'uq_session_family',
  'uq_password_reset_token',
  'uq_audit_log_event',
  'ix_idempotency_key_expires',
  'ix_usage_age',
  'PRIMARY of audit_log',
  'PRIMARY of audit_personal',
  'PRIMARY of prompts_reference_gate',
];

/** What the migrations promise on every engine: the schema that the tables declare, and nothing else. */
export function migrationsKeepTheirWord(engine: string, open: () => Promise<EmptyDatabase>): void {
  describe(`migrations on ${engine}`, () => {
    let empty: EmptyDatabase;
    let database: Database;

    beforeAll(async () => {
      empty = await open();
      const config = { url: empty.url, poolSize: 3, connectTimeoutMs: 5000, startTimeoutMs: 0 };
      database = createDatabase(config, TABLES, MIGRATIONS);
      await connect(database, 0, () => undefined);
      await migrate(database);
    }, 60_000);
    afterAll(async () => {
      await disconnect(database);
      await empty.drop();
    });

    it('make exactly the tables that the program declares', async () => {
      expect(await drift(database)).toEqual([]);
    });

    // The comparison above does not see the order inside an index.
    it('make every index with its columns in the declared order', async () => {
      const declared = database.writer.entityMetadatas.flatMap((each) => declaredIndexes(database, each));
      expect(sorted(await actualIndexes(database))).toEqual(sorted(declared));
    });

    it('put the tenant first in every index of a table with tenants', () => {
      const wrong = database.writer.entityMetadatas
        .filter((each) => each.columns.some((column) => column.databaseName === 'tenant_id'))
        .flatMap((each) => [
          ...[...each.uniques, ...each.indices].map((index) => ({ name: index.name, first: index.columns[0]?.databaseName })),
          { name: `PRIMARY of ${each.tableName}`, first: each.primaryColumns[0]?.databaseName },
        ])
        .filter(({ name, first }) => first !== 'tenant_id' && !OVER_ALL_TENANTS.includes(name));
      expect(wrong).toEqual([]);
    });

    it('isolate transactions by what is committed', async () => {
      if (database.engine === 'sqlite') return;
      const [row] = await database.writer.query<{ Value: string }[]>("SHOW VARIABLES LIKE 'tx\\_isolation'");
      const [other] = await database.writer.query<{ Value: string }[]>("SHOW VARIABLES LIKE 'transaction\\_isolation'");
      expect((row ?? other)?.Value).toBe('READ-COMMITTED');
    });

    // Nor does it see collations.
    it('compare text by its bytes', async () => {
      const rows = await textColumns(database);
      if (database.engine === 'mysql') expect(rows.length).toBeGreaterThan(50);
      expect(rows.filter(({ type, collation }) => collation !== (type === 'char' ? 'ascii_bin' : 'utf8mb4_bin'))).toEqual([]);
    });

    it('can be undone and done again', async () => {
      while ((await pendingMigrations(database)) < MIGRATIONS.length) await database.writer.undoLastMigration();
      expect((await actualIndexes(database)).map((each) => each.table)).toEqual([]);
      expect(await migrate(database)).toBe(MIGRATIONS.length);
      expect(await pendingMigrations(database)).toBe(0);
      expect(await drift(database)).toEqual([]);
    }, 60_000);
  });

  it(`runs once when four processes migrate on ${engine} at the same time`, async () => {
    const empty = await open();
    const program = ['--conditions=japm-source', '--import', 'tsx', join(__dirname, 'migrate-process.ts'), empty.url];
    try {
      const runs = await Promise.all([1, 2, 3, 4].map(() => promisify(execFile)(process.execPath, program, { timeout: 80_000 })));
      expect(runs.map(({ stdout }) => Number(stdout)).toSorted((a, b) => a - b)).toEqual([0, 0, 0, MIGRATIONS.length]);
    } finally {
      await empty.drop();
    }
  }, 90_000);
}

/** The statements that would make the schema what the tables declare. */
async function drift({ engine, writer }: Database): Promise<string[]> {
  const rows = engine === 'mysql' ? await writer.query<{ version: string }[]>('SELECT VERSION() AS version') : [];
  // The program speaks MySQL's dialect with MariaDB; only reading its schema back needs MariaDB's own.
  const isMariaDb = rows[0]?.version.includes('MariaDB') ?? false;
  const source = isMariaDb ? await new DataSource({ ...writer.options, type: 'mariadb' } as DataSourceOptions).initialize() : writer;
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map((each) => each.query);
  } finally {
    if (isMariaDb) await source.destroy();
  }
}

const sorted = (indexes: readonly IndexColumns[]): string[] =>
  indexes.map(({ table, unique, columns }) => `${table} ${unique ? 'unique' : 'index'} (${columns})`).toSorted();

function declaredIndexes(database: Database, { tableName: table, uniques, indices, primaryColumns }: EntityMetadata): IndexColumns[] {
  const columnsOf = (columns: readonly { databaseName: string }[]): string => columns.map((each) => each.databaseName).join();
  const rowId = database.engine === 'sqlite' && primaryColumns.length === 1 && primaryColumns[0]?.type === 'integer';
  return [
    ...uniques.map((each) => ({ table, unique: true, columns: columnsOf(each.columns) })),
    ...indices.map((each) => ({ table, unique: each.isUnique, columns: columnsOf(each.columns) })),
    ...(rowId ? [] : [{ table, unique: true, columns: columnsOf(primaryColumns) }]),
  ];
}

async function actualIndexes({ engine, reader }: Database): Promise<IndexColumns[]> {
  const rows = await reader.query<{ table: string; unique: unknown; columns: string }[]>(
    engine === 'mysql'
      ? `SELECT table_name AS \`table\`, MAX(non_unique) = 0 AS \`unique\`, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns
         FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name <> 'migrations' GROUP BY table_name, index_name`
      : `SELECT t.name AS "table", l."unique", (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) AS columns
         FROM sqlite_master t JOIN pragma_index_list(t.name) l WHERE t.type = 'table' AND t.name <> 'migrations'`,
  );
  return rows.map(({ table, unique, columns }) => ({ table, unique: Number(unique) === 1, columns }));
}

/** SQLite compares bytes unless a column says otherwise; such a column would appear here. */
function textColumns({ engine, reader }: Database): Promise<{ type: string; collation: string }[]> {
  return reader.query<{ type: string; collation: string }[]>(
    engine === 'mysql'
      ? `SELECT data_type AS type, collation_name AS collation, table_name AS place, column_name AS name FROM information_schema.columns
         WHERE table_schema = DATABASE() AND collation_name IS NOT NULL AND table_name <> 'migrations'`
      : `SELECT 'text' AS type, sql AS collation FROM sqlite_master WHERE sql LIKE '%collate%'`,
  );
}
