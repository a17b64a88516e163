import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { sumOf } from '../domain/counted-access';
import type { AccessBuffer } from './access-buffer';
import type { NumberedBatch, UsageStore } from './usage-store.port';

/** The maximum number of entries of a transaction, so that it holds SQLite's only writing connection for a few milliseconds. */
const MAX_BATCH = 300;

/** Writes the buffered accesses, batch by batch. Calls must not overlap. */
export class FlushUsage {
  readonly #writer: string;
  #batch: NumberedBatch | null = null;
  #number = 0;
  /** The number of entries of this round, which ends when those are written that were there when it began. */
  #left = 0;
  #written = 0;
  #orphaned = 0;

  constructor(
    private readonly buffer: AccessBuffer,
    private readonly store: UsageStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    ids: Ids,
  ) {
    this.#writer = ids.next();
  }

  /** The number of accesses, since the start, that were written. */
  get written(): number {
    return this.#written;
  }

  /** The number of accesses, since the start, whose prompt was deleted before they were written. */
  get orphaned(): number {
    return this.#orphaned;
  }

  /** Writes one batch in a transaction of its own. Returns true when the round has more. A batch that fails is the next one again. */
  async flush(): Promise<boolean> {
    const batch = (this.#batch ??= this.#next());
    if (!batch) return false;
    const orphaned = await this.unitOfWork.maintain(() => this.store.add(batch, this.clock.now()));
    this.#batch = null;
    this.buffer.release(batch);
    this.#orphaned += orphaned;
    this.#written += sumOf(batch.counts) - orphaned;
    this.#left -= batch.counts.length + batch.uses.length;
    return this.#left > 0;
  }

  /** Gives up everything that is not written. Returns the number of accesses. */
  abandon(): number {
    const lost = [...(this.#batch?.counts ?? []), ...this.buffer.take(Infinity).counts];
    return sumOf(lost);
  }

  #next(): NumberedBatch | null {
    if (this.#left <= 0) this.#left = this.buffer.size;
    if (this.#left === 0) return null;
    this.#number += 1;
    return { writer: this.#writer, number: this.#number, ...this.buffer.take(MAX_BATCH) };
  }
}
