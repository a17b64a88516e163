/** Lets a read that is built on the log see every write that was committed before it. */
export abstract class LogCatchUp {
  /** Waits, for a bounded time, until what stands in the outbox now is in the log; the number that is still missing. */
  abstract wait(): Promise<number>;
}
