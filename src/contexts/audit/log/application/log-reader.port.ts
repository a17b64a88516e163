import type { PersonalValue } from '../domain/log-record';

export interface LogEntry {
  readonly seq: number;
  readonly canonical: Buffer;
  readonly personal: readonly Pick<PersonalValue, 'field' | 'value'>[];
}

/** The log in its final order, for publishing. */
export abstract class LogReader {
  /** The events with `seq` above `after`, in order. They may be fewer than `limit` when they are large. */
  abstract after(after: number, limit: number): Promise<LogEntry[]>;
  /** The events with these ids that the log has, in no particular order; at most 500 ids. */
  abstract withIds(eventIds: readonly string[]): Promise<LogEntry[]>;
  /** The newest `seq`. */
  abstract size(): Promise<number>;
}
