import type { OcsfEvent } from '../domain/ocsf';

/** An event in the form for consumers, from Kafka or from the log itself. */
export interface ConsumedEvent {
  /** The key for deduplication, since delivery is at least once. */
  readonly id: string;
  readonly value: OcsfEvent;
  /** The context of the sending span. */
  readonly traceparent: string | null;
}

/** A reader of the whole audit log with a position of its own. Each consumer is bound under this token. */
export abstract class AuditConsumer {
  /** The permanent name of its consumer group or position. */
  abstract readonly name: string;
  /** Handles events. It must be idempotent: after a throw the same events come again. */
  abstract consume(events: readonly ConsumedEvent[]): Promise<void>;
}
