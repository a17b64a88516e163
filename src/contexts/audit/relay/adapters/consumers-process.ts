import type { Health, PartHealth } from '#platform/http/health';
import type { KafkaConnection } from '#platform/messaging/kafka-connection';
import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AuditConsumer } from '../application/audit-consumer.port';
import type { ConsumerPositions } from '../application/consumer-positions.port';
import type { LogReader } from '../../log/application/log-reader.port';
import type { AuditMessageOptions } from '../domain/audit-message';
import type { ConsumerLag } from './consumer-lag';
import { KafkaConsumption } from './kafka/kafka-consumption';
import { LoggedMessages } from './kafka/logged-messages';
import type { LogSignal } from './log-signal';
import { LogTail } from './log-tail';

export interface ConsumersParts {
  readonly consumers: readonly AuditConsumer[];
  readonly kafka: KafkaConnection;
  readonly topic: string;
  readonly pollMs: number;
  readonly log: LogReader;
  readonly positions: ConsumerPositions;
  readonly unitOfWork: UnitOfWork;
  readonly options: AuditMessageOptions;
  readonly logSignal: LogSignal;
  readonly health: Health;
  readonly lag: ConsumerLag;
  readonly logger: Logger;
}

/** The source of the events of one consumer. */
interface Feed {
  readonly name: string;
  /** The trouble of the source, in words for health; null when there is none. */
  readonly trouble: string | null;
  start(): void;
  stop(): Promise<void>;
}

/** Runs every consumer: from Kafka when there are brokers, otherwise from the log itself. */
export class ConsumersProcess extends BackgroundProcess {
  readonly name = 'consumers';
  readonly role = 'worker';
  readonly #feeds: readonly Feed[];
  readonly #health: Health;
  readonly #lag: ConsumerLag;

  constructor({ consumers, kafka, topic, pollMs, logSignal, health, lag, ...parts }: ConsumersParts) {
    super();
    this.#health = health;
    this.#lag = lag;
    this.#feeds = consumers.map((consumer) => {
      if (kafka.isConfigured) return new KafkaConsumption(kafka, topic, consumer, new LoggedMessages(parts, consumer.name), parts.logger);
      const news = logSignal.listener();
      return new LogTail({ ...parts, idle: () => news(pollMs) }, consumer);
    });
  }

  start(): Promise<void> {
    for (const feed of this.#feeds) feed.start();
    this.#health.register('consumers', () => Promise.resolve(this.#state()));
    this.#lag.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#lag.stop(), ...this.#feeds.map((feed) => feed.stop())]);
  }

  #state(): PartHealth {
    const troubles = this.#feeds.flatMap(({ name, trouble }) => (trouble === null ? [] : [`${name} ${trouble}`]));
    return troubles.length === 0 ? { status: 'up' } : { status: 'degraded', message: troubles.join('; ') };
  }
}
