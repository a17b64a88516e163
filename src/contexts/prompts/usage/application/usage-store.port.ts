import type { AccessBatch } from './access-buffer';

/** A batch of one process. Its number is one more than that of the batch before. */
export interface NumberedBatch extends AccessBatch {
  readonly writer: string;
  readonly number: number;
}

/** The stored numbers. All methods need a unit of work. */
export abstract class UsageStore {
  /**
   * Adds the batch to the stored numbers, unless it was added before. It leaves out prompts and versions that no longer exist. Returns the
   * number of accesses that were left out.
   */
  abstract add(batch: NumberedBatch, now: Date): Promise<number>;
  /** Merges some rows of hours before that hour, which begins a day, into rows of days. Returns true if there may be more. */
  abstract mergeBefore(hour: number): Promise<boolean>;
  /** Removes some rows of hours before that hour. Returns true if there may be more. */
  abstract removeBefore(hour: number): Promise<boolean>;
  /** Forgets the processes whose last batch is older. */
  abstract forgetWriters(before: Date): Promise<void>;
}
