import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel';
import { isUnproven } from './transaction-steps';

/** Waits until a transaction may begin. Returns the function that ends its turn. */
export type Turns = () => Promise<() => void>;

export interface TransactionSettings {
  readonly isolation?: IsolationLevel;
  /** Limits the number of transactions that are open at the same time. */
  readonly turns?: Turns;
  /** Repeats `begin` while another connection holds the lock of the database. */
  readonly patiently?: (begin: () => Promise<void>) => Promise<void>;
  /** Called when the state of the connection is unknown and cannot be reset. The process must not use it any more. */
  readonly onUnproven?: (error: unknown) => void;
}

/**
 * A database transaction that begins with its first use, and takes its turn and its connection only then. The guard of the connection proves
 * its beginning and its end: after an acknowledged end, nothing is open.
 */
export class LazyTransaction {
  #beginning: Promise<void> | null = null;
  #endTurn: (() => void) | undefined;
  #runner: QueryRunner | undefined;
  #manager: EntityManager | undefined;
  #over = false;

  constructor(
    private readonly source: DataSource,
    private readonly settings: TransactionSettings = {},
  ) {}

  get hasBegun(): boolean {
    return this.#manager !== undefined;
  }

  get manager(): EntityManager {
    if (!this.#manager) throw new Error('the transaction has not begun');
    return this.#manager;
  }

  /** Begins the transaction once; callers meanwhile wait for the same beginning. */
  begin(): Promise<void> {
    if (this.#over) return Promise.reject(new Error('the transaction is over'));
    return (this.#beginning ??= this.#begin());
  }

  /** Commits after `work` succeeds and rolls back when it fails. Call it only once. */
  async keep<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#over = true;
      // `work` may have begun the transaction without waiting for it.
      await this.#beginning;
      if (this.#manager) await this.#runner?.commitTransaction();
      return result;
    } catch (error) {
      this.#over = true;
      // One part of `work` may have failed while another one began the transaction.
      await this.#beginning?.catch(() => undefined);
      await this.#undo();
      throw error;
    } finally {
      await this.#release();
    }
  }

  async #undo(): Promise<void> {
    if (this.#manager) await this.#runner?.rollbackTransaction().catch((failure: unknown) => this.settings.onUnproven?.(failure));
  }

  async #release(): Promise<void> {
    try {
      await this.#runner?.release();
    } finally {
      this.#endTurn?.();
    }
  }

  async #begin(): Promise<void> {
    this.#endTurn = await this.settings.turns?.();
    const runner = this.source.createQueryRunner();
    this.#runner = runner;
    const begin = (): Promise<void> => runner.startTransaction(this.settings.isolation);
    try {
      await (this.settings.patiently ? this.settings.patiently(begin) : begin());
    } catch (error) {
      if (isUnproven(error)) this.settings.onUnproven?.(error);
      throw error;
    }
    this.#manager = runner.manager;
  }
}
