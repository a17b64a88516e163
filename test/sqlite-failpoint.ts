import Libsql from 'libsql';

interface Statement {
  run(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown;
}
interface Handle {
  readonly inTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
}

/**
 * How the statement fails: `refused` changes nothing; `rolled back` ends the transaction, as SQLite does by itself when the disk
 * is full; `answer lost` is a statement that takes effect and reports a failure.
 */
export type Failure = 'refused' | 'rolled back' | 'answer lost';

export const FAILURES: readonly Failure[] = ['refused', 'rolled back', 'answer lost'];

/** Lets one statement of the writing connections fail that are opened after it; below all that the product does with them. */
export class SqliteFailpoint {
  readonly #prepare = (Libsql.prototype as unknown as Handle).prepare;
  readonly #exec = (Libsql.prototype as unknown as Handle).exec;
  readonly #writers = new WeakSet<Handle>();
  readonly #handles = new Set<Handle>();
  #left = 0;
  #failure: Failure = 'refused';
  #refused: string | null = null;
  /** The statement that failed last. */
  failed: string | null = null;

  constructor() {
    const [point, prepare] = [this, this.#prepare];
    (Libsql.prototype as unknown as Handle).prepare = function (this: Handle, sql: string): Statement {
      const statement = prepare.call(this, sql);
      // Reading connections and locks never ask for it.
      if (sql.startsWith('PRAGMA journal_mode')) {
        point.#writers.add(this);
        point.#handles.add(this);
      }
      if (point.#writers.has(this) && !sql.startsWith('PRAGMA')) {
        for (const method of ['run', 'all'] as const) {
          const execute = statement[method].bind(statement);
          statement[method] = (...parameters) => point.#pass(this, sql, () => execute(...parameters));
        }
      }
      return statement;
    };
    const exec = this.#exec;
    (Libsql.prototype as unknown as Handle).exec = function (this: Handle, sql: string): void {
      if (point.#writers.has(this) && sql === point.#refused) throw fault('refused');
      exec.call(this, sql);
    };
  }

  /** The statement after `n - 1` others will fail. */
  arm(n: number, failure: Failure): void {
    this.#left = n;
    this.#failure = failure;
    this.failed = null;
  }

  /** Every statement of that text fails until there is another. */
  refuseForGood(sql: string | null): void {
    this.#refused = sql;
  }

  disarm(): void {
    this.#left = 0;
  }

  /** Runs on each writing connection, past the product: such as a PRAGMA that makes its disk small. */
  exec(sql: string): void {
    for (const each of this.#handles) each.exec(sql);
  }

  remove(): void {
    Object.assign(Libsql.prototype, { prepare: this.#prepare, exec: this.#exec });
  }

  #pass(db: Handle, sql: string, execute: () => unknown): unknown {
    if (sql === this.#refused) throw fault('refused');
    if (this.#left === 0) return execute();
    this.#left -= 1;
    if (this.#left > 0) return execute();
    this.failed = sql;
    if (this.#failure === 'answer lost') execute();
    if (this.#failure === 'rolled back' && db.inTransaction) db.exec('ROLLBACK');
    throw fault(this.#failure);
  }
}

const fault = (failure: Failure): Error =>
  Object.assign(new Error('database or disk is full'), { code: failure === 'answer lost' ? 'SQLITE_IOERR_FSYNC' : 'SQLITE_FULL' });
