import type { PersonalValue } from '../domain/log-record';

export interface LogEntry {
  readonly seq: number;
  readonly canonical: Buffer;
  readonly personal: readonly Pick<PersonalValue, 'field' | 'value'>[];
}

/** The log in its final order, for what sends it on. */
export abstract class LogReader {
  /** Events with `seq` above `after`, in order; fewer than `limit` also where they are large. */
  abstract after(after: number, limit: number): Promise<LogEntry[]>;
  /** Those of the events that the log has, in no order; at most 500 ids. */
  abstract withIds(eventIds: readonly string[]): Promise<LogEntry[]>;
  /** The newest `seq`. */
  abstract size(): Promise<number>;
}
