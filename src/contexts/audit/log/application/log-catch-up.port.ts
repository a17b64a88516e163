/** Makes a read of the log see every write that was committed before it. */
export abstract class LogCatchUp {
  /** Waits, for a bounded time, until the current events of the outbox are in the log. Returns the number of missing ones. */
  abstract wait(): Promise<number>;
}
