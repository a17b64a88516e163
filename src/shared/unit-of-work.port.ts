/** Work that is done at the end of a unit of work. */
export interface Settling {
  /** It may still write. It throws to roll back the whole unit of work. */
  settle(): Promise<void>;
}

/**
 * One database transaction and the audit events of what it changed: both or neither are kept.
 * A nested `run` joins the open one. `work` may run again after a deadlock, so it touches nothing but the database.
 */
export abstract class UnitOfWork {
  /** Runs a change that a user or a program requested. Fails if `work` ends without telling the {@link Outbox} anything. */
  abstract run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Works like `run`, but the transaction begins with the first `run` or `maintain` in `work`, and all of them share it. Steps before it,
   * such as hashing a password, hold no connection and keep no other writer waiting.
   */
  abstract enclose<T>(work: () => Promise<T>): Promise<T>;
  /** The number of events in the open unit of work so far. Throws outside of a unit of work. */
  abstract get eventCount(): number;
  /**
   * The work that the open unit of work does right before its COMMIT, after all of its changes. The first call for `key` creates it, and
   * later calls return the same one. Throws outside a unit of work.
   */
  abstract beforeCommit<T extends Settling>(key: object, make: () => T): T;
  /** Runs the system's own bookkeeping (cursors, last use, leases), which causes no event. */
  abstract maintain<T>(work: () => Promise<T>): Promise<T>;
}
