import type mysql2 from 'mysql2';
import { noSavepoints, stepOf, UnprovenTransaction, type TransactionStep } from './transaction-steps';
import { endsTransaction } from './violations';

type Callback = (error: Error | null, result?: unknown, fields?: unknown) => void;
type Query = (sql: unknown, ...rest: unknown[]) => unknown;

/** The flag SERVER_STATUS_IN_TRANS of a response without rows. */
const IN_TRANSACTION = 1;

const guards = new WeakMap<object, TransactionGuard>();

/** Makes each statement of this connection pass the guard of its transaction. */
export function guardTransactions(connection: mysql2.PoolConnection): void {
  const guard = new TransactionGuard(() => {
    connection.destroy();
  });
  guards.set(connection, guard);
  const query = connection.query.bind(connection) as Query;
  connection.query = ((sql: unknown, ...rest: unknown[]) => {
    const callback = rest.at(-1);
    if (typeof sql !== 'string' || typeof callback !== 'function') return query(sql, ...rest);
    const step = stepOf(sql);
    const refusal = guard.refusal(step);
    if (refusal) {
      process.nextTick(callback, refusal);
      return undefined;
    }
    const answered: Callback = (error, result, fields) => {
      const fault = error ?? guard.answered(step, result);
      if (error) guard.failed(step, error);
      (callback as Callback)(fault, fault ? undefined : result, fields);
    };
    return query(sql, ...rest.slice(0, -1), answered);
  }) as typeof connection.query;
}

/** Destroys a connection that was released in the middle of a transaction. */
export function endedWell(connection: mysql2.PoolConnection): boolean {
  const open = guards.get(connection)?.isOpen ?? false;
  if (open) connection.destroy();
  return !open;
}

/**
 * Proves the beginning and the end of each transaction by the status in the server's responses. The server ends a transaction
 * by itself at a deadlock; it would commit each of the following statements by itself. The guard destroys a connection whose begin or end
 * failed, so that the server rolls back the open transaction.
 */
class TransactionGuard {
  #open = false;
  /** The reason for which the server rolled back the open transaction. */
  #lost: Error | null = null;

  constructor(private readonly destroy: () => void) {}

  get isOpen(): boolean {
    return this.#open;
  }

  refusal(step: TransactionStep): Error | null {
    if (step === 'savepoint') return noSavepoints();
    if (step === 'begin' && this.#open) return this.#unproven('a transaction is open before another one begins');
    return step === 'rollback' ? null : this.#lost;
  }

  failed(step: TransactionStep, error: Error): void {
    if (step !== 'statement') this.destroy();
    else if (this.#open && endsTransaction(error)) this.#lost = error;
  }

  /** The fault in a response that reports success; null when there is none. */
  answered(step: TransactionStep, result: unknown): Error | null {
    if (step === 'statement') return null;
    const { serverStatus = 0 } = (result ?? {}) as { readonly serverStatus?: number };
    const isOpen = (serverStatus & IN_TRANSACTION) !== 0;
    if (isOpen !== (step === 'begin')) return this.#unproven(`a transaction is ${isOpen ? '' : 'not '}open after the ${step}`);
    this.#open = isOpen;
    this.#lost = null;
    return null;
  }

  #unproven(message: string): Error {
    this.destroy();
    return new UnprovenTransaction(message);
  }
}
