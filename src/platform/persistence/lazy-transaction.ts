import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Mutex } from './mutex';

/** A database transaction that begins when it is needed first, and takes its turn and its connection no sooner. */
export class LazyTransaction {
  #beginning: Promise<void> | null = null;
  #endTurn: (() => void) | undefined;
  #runner: QueryRunner | undefined;
  #manager: EntityManager | undefined;

  constructor(
    private readonly writer: DataSource,
    /** Where the database has one writing connection. */
    private readonly mutex: Mutex | null,
  ) {}

  get hasBegun(): boolean {
    return this.#manager !== undefined;
  }

  get manager(): EntityManager {
    if (!this.#manager) throw new Error('the transaction has not begun');
    return this.#manager;
  }

  /** Who asks while it begins waits for the same. */
  begin(): Promise<void> {
    return (this.#beginning ??= this.#begin());
  }

  /** Keeps what `work` did once it has ended well, nothing when it fails. Once only. */
  async keep<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      await this.#runner?.commitTransaction();
      return result;
    } catch (error) {
      // Somebody in there may have failed while somebody else began it.
      await this.#beginning?.catch(() => undefined);
      await this.#runner?.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await this.#release();
    }
  }

  async #release(): Promise<void> {
    try {
      await this.#runner?.release();
    } finally {
      this.#endTurn?.();
    }
  }

  async #begin(): Promise<void> {
    this.#endTurn = await this.mutex?.acquire();
    this.#runner = this.writer.createQueryRunner();
    await this.#runner.startTransaction();
    this.#manager = this.#runner.manager;
  }
}
