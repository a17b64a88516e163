import type { StoredRow } from '../domain/row-check';
import type { LogHead } from '../domain/verification';

/** The stored log, for checking it. */
export abstract class StoredLog {
  abstract head(): Promise<LogHead>;
  /** The number of events in the outbox. */
  abstract pending(): Promise<number>;
  /** Every row in the order of `seq`, in parts of bounded size. */
  abstract rows(): AsyncIterable<StoredRow>;
  /** Runs `read` on one snapshot of the database, so that a running server does not look like a manipulation. */
  abstract snapshot<T>(read: (log: StoredLog) => Promise<T>): Promise<T>;
}
