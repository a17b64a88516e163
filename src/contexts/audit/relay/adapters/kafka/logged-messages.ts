import type { KafkaMessage } from 'kafkajs';
import type { Logger } from '#platform/observability/logger';
import { countUnreadable, type Unreadable } from '#platform/observability/metrics';
import { chunks } from '#shared/chunks';
import type { ConsumedEvent } from '../../application/audit-consumer.port';
import type { LogReader } from '../../../log/application/log-reader.port';
import type { AuditMessageOptions } from '../../domain/audit-message';
import { consumedEventsOf } from '../consumed-event';

export interface LoggedMessagesParts {
  readonly log: LogReader;
  readonly options: AuditMessageOptions;
  readonly logger: Logger;
}

type Message = Pick<KafkaMessage, 'value' | 'headers' | 'offset'>;

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;
const BATCH_SIZE = 200;

/**
 * Reads the events that messages of the topic announce from the log, so that a client with write access to the topic can neither invent
 * an event nor change one. A message that announces no event of the log is counted and skipped, because it would come again
 * for ever.
 */
export class LoggedMessages {
  constructor(
    private readonly parts: LoggedMessagesParts,
    private readonly consumer: string,
  ) {}

  async eventsOf(messages: readonly Message[], partition: number): Promise<ConsumedEvent[]> {
    const events: ConsumedEvent[] = [];
    const passedOver: { readonly reason: Unreadable; readonly offset: string }[] = [];
    for (const some of chunks(messages, BATCH_SIZE)) {
      const logged = await this.#logged(some);
      for (const message of some) {
        const event = logged.get(idOf(message));
        const reason = faultOf(message) ?? (event ? undefined : 'not_in_log');
        if (reason) passedOver.push({ reason, offset: message.offset });
        else if (event) events.push({ ...event, traceparent: message.headers?.traceparent?.toString() ?? null });
      }
    }
    for (const { reason } of passedOver) countUnreadable(this.consumer, reason);
    const [first] = passedOver;
    if (first) {
      const fields = { consumer: this.consumer, partition, messages: passedOver.length, first };
      this.parts.logger.warn(fields, 'messages that announce no event of the log were passed over');
    }
    return events;
  }

  async #logged(messages: readonly Message[]): Promise<Map<string, ConsumedEvent>> {
    const ids = new Set(messages.filter((each) => !faultOf(each)).map(idOf));
    const entries = ids.size > 0 ? await this.parts.log.withIds([...ids]) : [];
    return new Map((await consumedEventsOf(entries, this.parts.options)).map((event) => [event.id, event]));
  }
}

const idOf = ({ headers }: Message): string => headers?.ce_id?.toString() ?? '';

function faultOf(message: Message): Unreadable | undefined {
  if (!ID.test(idOf(message))) return 'no_event_id';
  try {
    JSON.parse(message.value?.toString('utf8') ?? '');
    return undefined;
  } catch {
    return 'not_json';
  }
}
