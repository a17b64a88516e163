import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel';
import { isUnproven } from './transaction-steps';

/** Waits for the turn of a transaction that wants to begin; gives what ends the turn. */
export type Turns = () => Promise<() => void>;

export interface TransactionSettings {
  readonly isolation?: IsolationLevel;
  /** Waits for a place among the transactions that are open at the same time. */
  readonly turns?: Turns;
  /** Calls `begin` again while somebody else holds the lock of the database. */
  readonly patiently?: (begin: () => Promise<void>) => Promise<void>;
  /** Called when what is open on the connection cannot be known, nor ended; the process must not go on with it. */
  readonly onUnproven?: (error: unknown) => void;
}

/**
 * A database transaction that begins when it is needed first, and takes its turn and its connection no sooner. Its beginning and
 * its end are proven by the guard of its connection: an end that is acknowledged left nothing open.
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

  /** Callers that ask while it begins wait for the same. */
  begin(): Promise<void> {
    if (this.#over) return Promise.reject(new Error('the transaction is over'));
    return (this.#beginning ??= this.#begin());
  }

  /** Keeps what `work` did once it has ended well, nothing when it fails. Once only. */
  async keep<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#over = true;
      // It may have been asked for and not waited for.
      await this.#beginning;
      if (this.#manager) await this.#runner?.commitTransaction();
      return result;
    } catch (error) {
      this.#over = true;
      // Somebody in there may have failed while somebody else began it.
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
