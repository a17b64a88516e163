import type { KafkaConnection } from '#platform/messaging/kafka-connection';
import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AuditConsumer } from '../application/audit-consumer.port';
import type { ConsumerPositions } from '../application/consumer-positions.port';
import type { LogReader } from '../application/log-reader.port';
import type { AuditMessageOptions } from '../domain/audit-message';
import { KafkaConsumption } from './kafka/kafka-consumption';
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
  readonly logger: Logger;
}

/** Runs every consumer: from Kafka where there are brokers, from the log itself where there are none. */
export class ConsumersProcess extends BackgroundProcess {
  readonly name = 'consumers';
  readonly role = 'worker';
  readonly #feeds: readonly { start(): void; stop(): Promise<void> }[];

  constructor({ consumers, kafka, topic, pollMs, logSignal, ...parts }: ConsumersParts) {
    super();
    this.#feeds = consumers.map((consumer) => {
      if (kafka.isConfigured) return new KafkaConsumption(kafka, topic, consumer, parts.logger);
      const news = logSignal.listener();
      return new LogTail({ ...parts, idle: () => news(pollMs) }, consumer);
    });
  }

  start(): Promise<void> {
    for (const feed of this.#feeds) feed.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#feeds.map((feed) => feed.stop()));
  }
}
