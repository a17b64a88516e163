import type { Database } from './database';
import { libsql } from './drivers.lazy';

/** Runs the pending migrations under a lock that all processes share. Returns their number. */
export async function migrate(database: Database): Promise<number> {
  const { file } = database;
  return database.unhurried(() => (file === null ? migrateMysql(database) : migrateSqlite(database, file)));
}

async function migrateMysql(database: Database): Promise<number> {
  const name = `japm.migrate.${String(database.writer.options.database ?? database.place)}`.slice(0, 64);
  const holder = database.writer.createQueryRunner();
  try {
    const rows = (await holder.query('SELECT GET_LOCK(?, ?) AS ok', [name, 60])) as { ok: unknown }[];
    if (Number(rows[0]?.ok) !== 1) throw new Error('another process has been migrating for 60 seconds');
    try {
      return (await database.writer.runMigrations()).length;
    } finally {
      await holder.query('SELECT RELEASE_LOCK(?)', [name]);
    }
  } finally {
    await holder.release();
  }
}

/** The lock is a small database of its own. The system frees it when the process ends. */
async function migrateSqlite(database: Database, file: string): Promise<number> {
  const lock = new (libsql())(`${file}.migrate-lock`, { timeout: 60_000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return (await database.writer.runMigrations()).length;
  } finally {
    lock.close();
  }
}

/** The number of pending migrations. */
export async function pendingMigrations(database: Database): Promise<number> {
  const rows = await database.reader.query<{ done: unknown }[]>('SELECT COUNT(*) AS done FROM migrations');
  return database.writer.migrations.length - Number(rows[0]?.done);
}

export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

/**
 * Claims a SQLite file, which belongs to one server process. Returns the function that releases it. Throws DatabaseInUse when another
 * process has the file. On MySQL it does nothing.
 */
export function claim(database: Database): () => void {
  if (database.file === null) return () => undefined;
  const lock = new (libsql())(`${database.file}.server-lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new DatabaseInUse(
      `another JAPM server already uses ${database.file}; on SQLite one process runs all roles. Stop it, or set JAPM_DATABASE_URL to a MySQL database`,
    );
  }
  return () => {
    lock.close();
  };
}
