import { join } from 'node:path';
import Libsql from 'libsql';
import { createConnection, type Connection } from 'mysql2/promise';
import { MIGRATIONS } from '#migrations';
import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { RELEASE, releaseUpgrades } from '../contract/release-upgrade';
import { describeWithServices, scratchDatabase } from './services';

type Value = string | number | null | Buffer | ArrayBuffer;

describeWithServices('release 0.1.0', ['MYSQL_URL'], () => {
  releaseUpgrades('MySQL', () => databaseOfRelease('MYSQL_URL'));
});

// Beside MySQL: an optional second engine.
if (process.env.MARIADB_URL) releaseUpgrades('MariaDB', () => databaseOfRelease('MARIADB_URL'));

/** The schema by the migrations that the release had, and its rows as they are in its SQLite file. */
async function databaseOfRelease(variable: 'MYSQL_URL' | 'MARIADB_URL'): Promise<{ url: string; drop(): Promise<void> }> {
  const scratch = await scratchDatabase(variable);
  const kept = new Libsql(join(RELEASE, 'japm.sqlite'), { readonly: true });
  const rowsOf = (sql: string): Record<string, Value>[] => kept.prepare(sql).all([]) as Record<string, Value>[];
  const names = new Set(rowsOf('SELECT name FROM migrations').map(({ name }) => name));
  const database = createDatabase(
    { url: scratch.url, poolSize: 2, connectTimeoutMs: 5000, startTimeoutMs: 0 },
    [],
    MIGRATIONS.filter((each) => names.has(each.name)),
  );
  await connect(database, 0, () => undefined);
  await migrate(database);
  await disconnect(database);

  const connection = await createConnection({ uri: scratch.url, timezone: 'Z' });
  await connection.query('SET FOREIGN_KEY_CHECKS = 0');
  const tables = rowsOf("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'");
  for (const { name } of tables as { name: string }[]) await copy(connection, name, rowsOf(`SELECT * FROM "${name}"`));
  await connection.end();
  kept.close();
  return scratch;
}

async function copy(connection: Connection, table: string, rows: readonly Record<string, Value>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  await connection.query('DELETE FROM ??', [table]); // What a migration put there is among the rows.
  const columns = Object.keys(first);
  const values = rows.map((row) => columns.map((each) => (row[each] instanceof ArrayBuffer ? Buffer.from(row[each]) : row[each])));
  for (let start = 0; start < values.length; start += 200)
    await connection.query('INSERT INTO ?? (??) VALUES ?', [table, columns, values.slice(start, start + 200)]);
}
