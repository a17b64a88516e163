import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type mysql2 from 'mysql2';
import { DataSource, type EntitySchema } from 'typeorm';
import type { Config } from '#platform/config/config.schema';
import { trustOf } from '#platform/config/transport';
import { schemaFor, type Engine } from './column-types';
import { DatabaseCondition } from './database-condition';
import { libsql, mysql2 as driver } from './drivers.lazy';
import { createBoundedPool, type PoolLimits } from './mysql-pool';
import { watchMysql } from './mysql-watch';
import { adapt, type LibsqlHandle } from './sqlite-connection';

/** The connections of a process. On SQLite the reader is a second connection that sees only committed rows. */
export interface Database {
  readonly engine: Engine;
  /** The place of the database without credentials, for messages. */
  readonly place: string;
  readonly writer: DataSource;
  readonly reader: DataSource;
  /** The path of the SQLite file; null on MySQL. */
  readonly file: string | null;
  readonly condition: DatabaseCondition;
  /** The maximum number of open writing transactions. The other connections are for reads. */
  readonly writers: number;
  /** How long the server lets a statement wait for a lock. */
  readonly lockWaitMs: number;
  /** Starts to watch the availability of the database for {@link condition}. Returns the function that stops it. */
  watch(): () => void;
  /** Runs work whose statements may take any time, such as migrations. */
  unhurried<T>(work: () => Promise<T>): Promise<T>;
}

type Settings = Omit<Config['database'], 'tls'> & Partial<Pick<Config['database'], 'tls'>>;

/** Composes the data sources without opening them; call {@link connect}. */
export function createDatabase(config: Settings, tables: readonly EntitySchema[], migrations: readonly (new () => object)[]): Database {
  return config.url.startsWith('sqlite:')
    ? sqliteDatabase(resolve(config.url.slice('sqlite:'.length)), tables, migrations)
    : mysqlDatabase(config, tables, migrations);
}

/** The busy timeouts in ms: while SQLite waits for a lock, the whole process waits. */
const [PATIENT, IMPATIENT] = ['busy_timeout = 5000', 'busy_timeout = 20'];

function sqliteDatabase(file: string, tables: readonly EntitySchema[], migrations: readonly (new () => object)[]): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const common = {
    type: 'better-sqlite3',
    driver: libsql(),
    database: file,
    entities: tables.map((each) => schemaFor('sqlite', each)),
  } as const;
  let handle: LibsqlHandle | undefined;
  const writer = new DataSource({
    ...common,
    migrations: [...migrations] as never,
    prepareDatabase: (db: LibsqlHandle) => {
      handle = db;
      for (const pragma of [PATIENT, 'journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', IMPATIENT]) db.pragma(pragma);
      adapt(db);
    },
  });
  const reader = new DataSource({
    ...common,
    prepareDatabase: (db: LibsqlHandle) => {
      db.pragma(IMPATIENT);
      db.pragma('query_only = ON');
      adapt(db, 'BEGIN');
    },
  });
  return {
    engine: 'sqlite',
    place: `SQLite ${file}`,
    writer,
    reader,
    file,
    condition: new DatabaseCondition(),
    writers: 1,
    lockWaitMs: 0,
    watch: () => () => undefined,
    unhurried: async (work) => {
      handle?.pragma(PATIENT);
      try {
        return await work();
      } finally {
        handle?.pragma(IMPATIENT);
      }
    },
  };
}

/** The share of the pool for writes. The other connections serve reads while changes wait for locks. */
const WRITING_SHARE = 0.7;
const LOCK_WAIT_S = 2;
/** MySQL executes the first comment and MariaDB the second; older versions of MariaDB have only that name. */
const ISOLATION = '/*!80000 transaction_isolation */ /*M! tx_isolation */';
const SESSION = `SET SESSION ${ISOLATION} = 'READ-COMMITTED', SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_S}`;

function mysqlDatabase(config: Settings, tables: readonly EntitySchema[], migrations: readonly (new () => object)[]): Database {
  const url = new URL(config.url);
  const condition = new DatabaseCondition();
  let connection: mysql2.PoolOptions = {};
  const limits: PoolLimits = { acquireMs: 2 * config.connectTimeoutMs, silenceMs: 4 * config.connectTimeoutMs, unhurried: false };
  const writer = new DataSource({
    type: 'mysql',
    url: config.url,
    timezone: 'Z',
    poolSize: config.poolSize,
    connectTimeout: config.connectTimeoutMs,
    ...(config.tls?.enabled && { ssl: sslOf(config.tls) }),
    entities: tables.map((each) => schemaFor('mysql', each)),
    migrations: [...migrations] as never,
    driver: {
      ...driver(),
      createPool: (options: mysql2.PoolOptions) => {
        connection = options;
        return createBoundedPool(options, SESSION, limits, condition);
      },
    },
  });
  return {
    engine: 'mysql',
    place: `MySQL ${url.hostname}:${url.port || '3306'}${url.pathname}`,
    writer,
    reader: writer,
    file: null,
    condition,
    writers: Math.max(1, Math.floor(config.poolSize * WRITING_SHARE)),
    lockWaitMs: 1000 * LOCK_WAIT_S,
    watch: () => watchMysql(connection, condition),
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

/** mysql2 compares the names in the certificate with the host only with `verifyIdentity`. */
const sslOf = (tls: Config['database']['tls']): mysql2.SslOptions => ({
  ...trustOf(tls),
  rejectUnauthorized: tls.verify !== 'none',
  verifyIdentity: tls.verify === 'full',
});

export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

/** Connects. While the database is unavailable it retries each second and passes the reason to `onWait`. */
export async function connect(database: Database, timeoutMs: number, onWait: (reason: string) => void): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await database.writer.initialize();
      if (database.reader !== database.writer) await database.reader.initialize();
      return;
    } catch (error) {
      const reason = `${isTlsFault(error) ? `TLS with ${database.place} fails` : `${database.place} is away`}: ${reasonOf(error)}`;
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

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

const isTlsFault = (error: unknown): boolean => /HANDSHAKE_SSL_ERROR|HANDSHAKE_NO_SSL_SUPPORT|SECURE_TRANSPORT/u.test(codeOf(error));

// Waiting does not help against wrong credentials, a missing database or an untrusted certificate.
const isRefusal = (error: unknown): boolean => isTlsFault(error) || /ER_ACCESS_DENIED|ER_DBACCESS_DENIED|ER_BAD_DB/u.test(codeOf(error));
