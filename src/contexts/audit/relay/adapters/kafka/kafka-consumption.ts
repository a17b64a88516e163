import type { Batch, Consumer } from 'kafkajs';
import type { KafkaConnection } from '#platform/messaging/kafka-connection';
import type { Logger } from '#platform/observability/logger';
import type { AuditConsumer } from '../../application/audit-consumer.port';
import { processed } from '../process-span';
import { SignOfLife } from '../standstill';
import { groupOf } from './group-offsets';
import type { LoggedMessages } from './logged-messages';

const RETRY_MS = 2000;

/** Feeds one consumer from the topic, as a consumer group of its own. It restarts itself after a failure. */
export class KafkaConsumption {
  #consumer: Consumer | null = null;
  #stopping = false;
  readonly #life = new SignOfLife();
  /** True when the last events could not be handled. */
  #refused = false;
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

  get trouble(): string | null {
    return this.#life.trouble;
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
      const consumer = this.kafka.consumer(groupOf(this.topic, this.target.name));
      try {
        await consumer.connect();
        await consumer.subscribe({ topics: [this.topic], fromBeginning: true });
        consumer.on(consumer.events.GROUP_JOIN, () => {
          // Unhandled events come again now, so their fetch proves nothing.
          if (this.#refused) this.#life.seen();
          else this.#life.works();
        });
        // Each event shows a response of a broker. A broker that hangs sends none, and the client retries silently for minutes.
        consumer.on(consumer.events.HEARTBEAT, () => {
          this.#life.seen();
        });
        consumer.on(consumer.events.CRASH, ({ payload }) => {
          this.#life.fails();
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
            await turn.heartbeat();
          },
        });
        this.#consumer = consumer;
        return;
      } catch (error) {
        this.#life.fails();
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
      this.#refused = false;
      this.#life.works();
    } catch (error) {
      this.#refused = true;
      this.#life.fails();
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
