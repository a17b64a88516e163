import type { KafkaConnection } from '#platform/messaging/kafka-connection';
import type { Logger } from '#platform/observability/logger';
import { observeEach, type Reading } from '#platform/observability/metrics';
import { Loop } from '#platform/process/loop';
import type { ConsumerPositions } from '../application/consumer-positions.port';
import type { LogReader } from '../../log/application/log-reader.port';
import { GroupOffsets } from './kafka/group-offsets';
import type { PublicationBacklog } from '../../log/application/publication-backlog.port';

interface ConsumerLagParts {
  /** The names of the consumers. */
  readonly consumers: readonly string[];
  readonly kafka: KafkaConnection;
  readonly topic: string;
  readonly log: LogReader;
  readonly positions: ConsumerPositions;
  readonly unpublished: PublicationBacklog;
  readonly logger: Logger;
}

const EVERY_MS = 5000;

/**
 * The number of events of the log that each consumer has not handled, whether or not it runs. It uses the stored progress and never
 * reports of the consumer itself. So it is right in relay and worker alike, and grows while Kafka or all workers are unavailable. Before
 * the first response of Kafka it is unknown and left out.
 */
export class ConsumerLag {
  readonly #offsets: GroupOffsets;
  readonly #onTopic = new Map<string, number>();
  readonly #loop: Loop;
  #users = 0;

  constructor(private readonly parts: ConsumerLagParts) {
    this.#offsets = new GroupOffsets(parts.kafka, parts.topic);
    const idle = (): Promise<void> => new Promise((wake) => setTimeout(wake, EVERY_MS).unref());
    this.#loop = new Loop({ name: 'consumer lag', idle, logger: parts.logger }, () => this.#ask());
  }

  /** Starts the measurement, which the processes of a server share. */
  start(): void {
    if (this.#users++ > 0) return;
    observeEach('japm.consumer.lag', 'Events of the log that a consumer has not handled yet', () => this.read());
    if (this.parts.kafka.isConfigured) this.#loop.start();
  }

  async stop(): Promise<void> {
    if (--this.#users > 0) return;
    await this.#loop.stop();
    await this.#offsets.close();
  }

  async read(): Promise<readonly Reading[]> {
    const { consumers, kafka, log, positions, unpublished } = this.parts;
    const behind = async (consumer: string): Promise<number> =>
      kafka.isConfigured
        ? (this.#onTopic.get(consumer) ?? 0) + (await unpublished.count())
        : Math.max(0, (await log.size()) - (await positions.read(consumer)));
    const known = kafka.isConfigured ? consumers.filter((each) => this.#onTopic.has(each)) : consumers;
    return Promise.all(known.map(async (consumer) => ({ value: await behind(consumer), attributes: { consumer } })));
  }

  /** Reads the offsets. The last ones stay right while Kafka is unavailable, because nobody reads from it then. */
  async #ask(): Promise<boolean> {
    try {
      for (const consumer of this.parts.consumers) this.#onTopic.set(consumer, await this.#offsets.behind(consumer));
    } catch (error) {
      this.parts.logger.debug({ err: error }, 'the offsets of the consumers cannot be read');
    }
    return false;
  }
}
