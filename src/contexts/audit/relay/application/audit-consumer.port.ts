import type { OcsfEvent } from '../domain/ocsf';

/** An event as every consumer gets it, from Kafka or from the log itself. */
export interface ConsumedEvent {
  /** The deduplication key: delivery is at least once. */
  readonly id: string;
  readonly value: OcsfEvent;
  /** Context of the span that sent it. */
  readonly traceparent: string | null;
}

/** A reader of the whole audit log with a position of its own. Bound once each, under this token. */
export abstract class AuditConsumer {
  /** Names its consumer group or position for ever. */
  abstract readonly name: string;
  /** Must be idempotent. A throw means that the same events come again. */
  abstract consume(events: readonly ConsumedEvent[]): Promise<void>;
}
