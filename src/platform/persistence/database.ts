import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Libsql from 'libsql';
import mysql2 from 'mysql2';
import { DataSource, type EntitySchema } from 'typeorm';
import type { Config } from '#platform/config/config.schema';
import { schemaFor, type Engine } from './column-types';
import { createBoundedPool, type PoolLimits } from './mysql-pool';

/** The connections of a process. On SQLite the reader is a second connection that sees only what is committed. */
export interface Database {
  readonly engine: Engine;
  /** Where it is, without credentials: for messages. */
  readonly place: string;
  readonly writer: DataSource;
  readonly reader: DataSource;
  /** Path of the file, on SQLite only. */
  readonly file: string | null;
  /** Runs work whose statements may take any time, such as migrations. */
  unhurried<T>(work: () => Promise<T>): Promise<T>;
}

interface LibsqlStatement {
  run(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown;
}
interface LibsqlHandle {
  pragma(text: string): void;
  prepare(sql: string): LibsqlStatement;
}

/** Opens nothing yet: call {@link connect}. */
export function createDatabase(
  config: Config['database'],
  tables: readonly EntitySchema[],
  migrations: readonly (new () => object)[],
): Database {
  return config.url.startsWith('sqlite:')
    ? sqliteDatabase(resolve(config.url.slice('sqlite:'.length)), tables, migrations)
    : mysqlDatabase(config, tables, migrations);
}

function sqliteDatabase(file: string, tables: readonly EntitySchema[], migrations: readonly (new () => object)[]): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const common = {
    type: 'better-sqlite3',
    driver: Libsql,
    database: file,
    entities: tables.map((each) => schemaFor('sqlite', each)),
  } as const;
  const writer = new DataSource({
    ...common,
    migrations: [...migrations] as never,
    prepareDatabase: (db: LibsqlHandle) => {
      for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 5000', 'secure_delete = ON']) db.pragma(pragma);
      adapt(db);
    },
  });
  const reader = new DataSource({
    ...common,
    prepareDatabase: (db: LibsqlHandle) => {
      db.pragma('busy_timeout = 5000');
      db.pragma('query_only = ON');
      adapt(db, 'BEGIN');
    },
  });
  return { engine: 'sqlite', place: `SQLite ${file}`, writer, reader, file, unhurried: (work) => work() };
}

/**
 * Two things that libsql and TypeORM do not agree on: a deferred BEGIN that turns into a write can fail with
 * SQLITE_BUSY_SNAPSHOT, which no timeout waits for; and libsql takes a single Buffer for a set of named parameters and
 * ends the process.
 */
function adapt(db: LibsqlHandle, begin = 'BEGIN IMMEDIATE'): void {
  const prepare = db.prepare.bind(db);
  db.prepare = (sql) => {
    const statement = prepare(sql === 'BEGIN TRANSACTION' ? begin : sql);
    for (const method of ['run', 'all'] as const) {
      const execute = statement[method].bind(statement);
      statement[method] = (...parameters) => execute(parameters);
    }
    return statement;
  };
}

/** MySQL reads the first comment as code and MariaDB the second, whose older versions have only that name. */
const ISOLATION = '/*!80000 transaction_isolation */ /*M! tx_isolation */';
const SESSION = `SET SESSION ${ISOLATION} = 'READ-COMMITTED', SESSION innodb_lock_wait_timeout = 5`;

function mysqlDatabase(config: Config['database'], tables: readonly EntitySchema[], migrations: readonly (new () => object)[]): Database {
  const url = new URL(config.url);
  const limits: PoolLimits = { acquireMs: 2 * config.connectTimeoutMs, silenceMs: 4 * config.connectTimeoutMs, unhurried: false };
  const writer = new DataSource({
    type: 'mysql',
    url: config.url,
    timezone: 'Z',
    poolSize: config.poolSize,
    connectTimeout: config.connectTimeoutMs,
    entities: tables.map((each) => schemaFor('mysql', each)),
    migrations: [...migrations] as never,
    driver: {
      ...mysql2,
      createPool: (options: mysql2.PoolOptions) => createBoundedPool(options, SESSION, limits),
    },
  });
  return {
    engine: 'mysql',
    place: `MySQL ${url.hostname}:${url.port || '3306'}${url.pathname}`,
    writer,
    reader: writer,
    file: null,
    unhurried: async (work) => {
      limits.unhurried = true;
      try {
        return await work();
      } finally {
        limits.unhurried = false;
      }
    },
  };
}

export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

/** Connects; while the database is away tries again, a second apart, and tells `onWait` why. */
export async function connect(database: Database, timeoutMs: number, onWait: (reason: string) => void): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await database.writer.initialize();
      if (database.reader !== database.writer) await database.reader.initialize();
      return;
    } catch (error) {
      const reason = `${database.place} is away: ${reasonOf(error)}`;
      if (database.engine === 'sqlite' || isRefusal(error) || Date.now() + 1000 > deadline) throw new DatabaseAway(reason);
      onWait(reason);
      await new Promise((wake) => setTimeout(wake, 1000));
    }
  }
}

export async function disconnect(database: Database): Promise<void> {
  if (database.reader !== database.writer && database.reader.isInitialized) await database.reader.destroy();
  if (database.writer.isInitialized) await database.writer.destroy();
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}

// Wrong credentials or a missing database do not get better by waiting.
const isRefusal = (error: unknown): boolean =>
  /ER_ACCESS_DENIED|ER_DBACCESS_DENIED|ER_BAD_DB/u.test((error as { code?: string }).code ?? '');
