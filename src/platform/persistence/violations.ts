import type { DataSource } from 'typeorm';

interface DriverError {
  readonly errno?: number;
  readonly sqlState?: string;
  readonly code?: string;
  readonly message?: string;
  readonly sqlMessage?: string;
}

const driverErrorOf = (error: unknown): DriverError =>
  (error as { driverError?: DriverError } | null)?.driverError ?? (error as DriverError | null) ?? {};

/** The name for a violated foreign key on SQLite, which does not name it. */
export const SOME_FOREIGN_KEY = 'FOREIGN KEY';

/** The name of the unique or foreign key that a failed statement violated; `PRIMARY` for the primary key. Undefined for other errors. */
export function violatedConstraint(dataSource: DataSource, error: unknown): string | undefined {
  const driver = driverErrorOf(error);
  if (driver.errno === 1062) return /for key '(?:[^'.]*\.)?([^']+)'$/u.exec(driver.sqlMessage ?? '')?.[1];
  if (driver.errno === 1451 || driver.errno === 1452) return /CONSTRAINT `([^`]+)`/u.exec(driver.sqlMessage ?? '')?.[1];
  if (driver.code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'PRIMARY';
  if (driver.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return SOME_FOREIGN_KEY;
  if (driver.code === 'SQLITE_CONSTRAINT_UNIQUE') return sqliteUnique(dataSource, driver.message ?? '');
  return undefined;
}

/** SQLite names the columns ("UNIQUE constraint failed: t.a, t.b"); the metadata gives the constraint. */
function sqliteUnique(dataSource: DataSource, message: string): string | undefined {
  const columns = (message.split('failed: ')[1] ?? '').split(', ').map((each) => each.split('.'));
  const metadata = dataSource.entityMetadatas.find((each) => each.tableName === columns[0]?.[0]);
  const wanted = columns
    .map((each) => each[1])
    .toSorted()
    .join();
  return metadata?.uniques.find(
    (unique) =>
      unique.columns
        .map((each) => each.databaseName)
        .toSorted()
        .join() === wanted,
  )?.name;
}

/** Whether another transaction was in the way, so that the whole unit of work may run again. */
export function isContention(error: unknown): boolean {
  const driver = driverErrorOf(error);
  return driver.errno === 1213 || driver.errno === 1205 || (driver.code?.startsWith('SQLITE_BUSY') ?? false);
}

/** Whether MySQL or MariaDB may have rolled back the whole transaction: SQLSTATE class 40, a lock timeout, too many locks. */
export function endsTransaction(error: unknown): boolean {
  const { errno, sqlState } = driverErrorOf(error);
  return errno === 1205 || errno === 1206 || errno === 1213 || (sqlState?.startsWith('40') ?? false);
}

/** Whether there was no room for the change, which is not kept: SQLITE_FULL, ER_DISK_FULL, ER_RECORD_FILE_FULL. */
export function isDiskFull(error: unknown): boolean {
  const { code, errno } = driverErrorOf(error);
  return code === 'SQLITE_FULL' || errno === 1021 || errno === 1114;
}

/** Whether the disk of the database failed. After a COMMIT the change may be kept nevertheless. */
export function isDiskFailure(error: unknown): boolean {
  return driverErrorOf(error).code?.startsWith('SQLITE_IOERR') ?? false;
}

const LOST =
  /^(PROTOCOL_CONNECTION_LOST|ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENOTFOUND|ER_SERVER_SHUTDOWN|ER_CLIENT_INTERACTION_TIMEOUT|ER_NET_(READ|WRITE)_INTERRUPTED|ER_NET_READ_ERROR|ER_NET_ERROR_ON_WRITE|POOL_CLOSED|ER_CON_COUNT_ERROR)$/u;

/** Whether the database could not be reached or the connection was lost. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectionLoss);
  const driver = driverErrorOf(error);
  return (
    LOST.test(driver.code ?? '') ||
    /connection is in closed state|Connection lost|Pool is closed|Queue limit reached/iu.test(driver.message ?? '')
  );
}

/**
 * Whether MySQL refused to compare an id with characters that ids (ASCII) do not have: ER_CANNOT_CONVERT_STRING,
 * ER_IMPOSSIBLE_STRING_CONVERSION, ER_CANT_AGGREGATE_2COLLATIONS. Writing such a text gives another error.
 */
export function isImpossibleId(error: unknown): boolean {
  return [3854, 3988, 1267].includes(driverErrorOf(error).errno ?? 0);
}
