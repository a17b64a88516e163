import { noSavepoints, stepOf, UnprovenTransaction } from './transaction-steps';

interface LibsqlStatement {
  run(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown;
}

/** The part of a libsql connection that is used here. */
export interface LibsqlHandle {
  /** Whether SQLite has an open transaction. */
  readonly inTransaction: boolean;
  pragma(text: string): unknown;
  exec(sql: string): void;
  prepare(sql: string): LibsqlStatement;
}

/**
 * Corrects two differences between libsql and TypeORM. A deferred BEGIN that becomes a write can fail with
 * SQLITE_BUSY_SNAPSHOT, for which no timeout waits; and libsql takes a single Buffer for a set of named parameters and
 * ends the process. Each statement passes the guard of the connection's transaction.
 */
export function adapt(db: LibsqlHandle, begin = 'BEGIN IMMEDIATE'): void {
  const prepare = db.prepare.bind(db);
  const guard = new TransactionGuard(db);
  db.prepare = (sql) => {
    const statement = prepare(sql === 'BEGIN TRANSACTION' ? begin : sql);
    const step = stepOf(sql);
    for (const method of ['run', 'all'] as const) {
      const execute = statement[method].bind(statement);
      statement[method] = (...parameters) => guard.pass(step, () => execute(parameters));
    }
    return statement;
  };
}

/**
 * Proves the beginning and the end of each transaction by the state of SQLite. SQLite ends a transaction by itself when the disk is
 * full or fails, or memory is short. It would then commit each of the following statements by itself.
 */
class TransactionGuard {
  #open = false;
  /** The reason of the last failed statement in the open transaction. */
  #reason: Error | undefined;

  constructor(private readonly db: LibsqlHandle) {}

  pass(step: string, execute: () => unknown): unknown {
    if (step === 'statement') return this.#statement(execute);
    if (step === 'begin') return this.#begin(execute);
    if (step === 'commit') return this.#commit(execute);
    if (step === 'rollback') return this.#rollback(execute);
    throw noSavepoints();
  }

  #statement(execute: () => unknown): unknown {
    this.#requireOpen();
    try {
      return execute();
    } catch (error) {
      this.#reason = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  #begin(execute: () => unknown): unknown {
    if (this.#open) throw new UnprovenTransaction('a transaction is open before another one begins');
    this.#requireNow(false, 'end of the one before');
    try {
      const result = execute();
      this.#requireNow(true, 'begin');
      this.#open = true;
      this.#reason = undefined;
      return result;
    } catch (error) {
      this.#clear();
      throw error;
    }
  }

  #commit(execute: () => unknown): unknown {
    const result = this.#statement(execute);
    this.#requireNow(false, 'commit');
    this.#open = false;
    return result;
  }

  /** Rolls back. A transaction that SQLite has rolled back already counts as rolled back. */
  #rollback(execute: () => unknown): unknown {
    try {
      if (this.db.inTransaction) execute();
    } catch {
      // Only the state of the transaction counts, which is checked below.
    }
    this.#clear();
    this.#open = false;
    return { changes: 0, lastInsertRowid: 0 };
  }

  /** Makes the last attempt to reach a known state. */
  #clear(): void {
    try {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
    } catch (error) {
      throw new UnprovenTransaction('a transaction cannot be rolled back', { cause: error });
    }
    this.#requireNow(false, 'rollback');
  }

  #requireNow(open: boolean, step: string): void {
    if (this.db.inTransaction !== open) throw new UnprovenTransaction(`a transaction is ${open ? 'not ' : ''}open after the ${step}`);
  }

  #requireOpen(): void {
    if (this.#open && !this.db.inTransaction) throw this.#reason ?? new Error('the transaction has ended by itself');
  }
}
