import type { Batch, Consumer } from 'kafkajs';
import type { KafkaConnection } from '#platform/messaging/kafka-connection';
import type { Logger } from '#platform/observability/logger';
import { recordConsumerLag } from '#platform/observability/metrics';
import type { AuditConsumer } from '../../application/audit-consumer.port';
import { processed } from '../process-span';
import type { LoggedMessages } from './logged-messages';

const RETRY_MS = 2000;

/** Feeds one consumer from the topic, as a consumer group of its own; starts again by itself when it breaks. */
export class KafkaConsumption {
  #consumer: Consumer | null = null;
  #stopping = false;
  #failing = false;
  #starting: Promise<void> = Promise.resolve();
  #wake = (): void => undefined;

  constructor(
    private readonly kafka: KafkaConnection,
    private readonly topic: string,
    private readonly target: AuditConsumer,
    private readonly messages: LoggedMessages,
    private readonly logger: Logger,
  ) {}

  get name(): string {
    return this.target.name;
  }

  get isFailing(): boolean {
    return this.#failing;
  }

  start(): void {
    this.#starting = this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#starting;
    await this.#consumer?.disconnect();
  }

  async #connect(): Promise<void> {
    while (!this.#stopping) {
      // Named after the topic: installations that share a cluster must not share a group.
      const consumer = this.kafka.consumer(`${this.topic}.${this.target.name}`);
      try {
        await consumer.connect();
        await consumer.subscribe({ topics: [this.topic], fromBeginning: true });
        consumer.on(consumer.events.GROUP_JOIN, () => {
          this.#failing = false;
        });
        consumer.on(consumer.events.CRASH, ({ payload }) => {
          this.#failing = true;
          if (!payload.restart && !this.#stopping) this.#again(payload.error);
        });
        await consumer.run({
          eachBatchAutoResolve: false,
          eachBatch: async (turn) => {
            if (!turn.isRunning() || turn.isStale()) return;
            const { batch } = turn;
            await this.#consume(batch);
            const last = batch.messages.at(-1);
            if (last) turn.resolveOffset(last.offset);
            recordConsumerLag(this.target.name, Number(batch.offsetLag()), { partition: batch.partition });
            await turn.heartbeat();
          },
        });
        this.#consumer = consumer;
        return;
      } catch (error) {
        this.#failing = true;
        this.logger.warn({ err: error, consumer: this.target.name }, 'consumer cannot start; trying again');
        await consumer.disconnect().catch(() => undefined);
        await new Promise<void>((wake) => {
          this.#wake = wake;
          if (this.#stopping) wake();
          else setTimeout(wake, RETRY_MS).unref();
        });
      }
    }
  }

  async #consume({ messages, partition }: Batch): Promise<void> {
    try {
      const events = await this.messages.eventsOf(messages, partition);
      if (events.length > 0) await processed(`process ${this.topic}`, events, () => this.target.consume(events));
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      throw error;
    }
  }

  #again(error: Error): void {
    this.logger.warn({ err: error, consumer: this.target.name }, 'consumer broke; starting again');
    void this.#consumer?.disconnect().catch(() => undefined);
    this.#consumer = null;
    this.start();
  }
}
