import type { ConsumedEvent } from './audit-consumer.port';

/** The log in the form for consumers, for one that needs its order or events from before. */
export abstract class ConsumableLog {
  /** The events with `seq` above `after`, in order. They may be fewer than `limit` when they are large. */
  abstract after(after: number, limit: number): Promise<ConsumedEvent[]>;
  /** The newest `seq`. */
  abstract size(): Promise<number>;
}
