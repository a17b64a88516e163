/** Work that is done at the end of a unit of work. */
export interface Settling {
  /** May still write. Throws to roll back the whole unit of work. */
  settle(): Promise<void>;
}

/**
 * One database transaction and the audit events of what it changed: both or neither are kept.
 * A nested `run` joins the open one. `work` may run again after a deadlock, so it touches nothing but the database.
 */
export abstract class UnitOfWork {
  /** For every change a person or program asks for. Fails if `work` ends without a word to the {@link Outbox}. */
  abstract run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * As `run`, but the transaction begins with the first `run` or `maintain` in `work`, and all of them share it: what comes before,
   * such as the hashing of a password, holds no connection and keeps no other writer waiting.
   */
  abstract enclose<T>(work: () => Promise<T>): Promise<T>;
  /** The number of events in the open unit of work so far. Throws outside of a unit of work. */
  abstract get eventCount(): number;
  /**
   * What the open unit of work settles right before its COMMIT, after all of its changes: made at the first call for `key`, the same
   * one afterwards. Throws outside of a unit of work.
   */
  abstract beforeCommit<T extends Settling>(key: object, make: () => T): T;
  /** For the system's own bookkeeping (cursors, last use, leases), which is no event. */
  abstract maintain<T>(work: () => Promise<T>): Promise<T>;
}
