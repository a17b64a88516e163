import type { Admin, Consumer, Kafka, Producer, SASLOptions } from 'kafkajs';
import type { Config } from '#platform/config/config.schema';
import { trustOf } from '#platform/config/transport';
import type { Logger } from '#platform/observability/logger';
import { kafkajs } from './kafkajs.lazy';
import { SparingLog } from './sparing-log';

const MAX_FETCH_MS = 500;

/** The connection to the brokers, or the fact that none are configured. */
export class KafkaConnection {
  readonly #kafka: Kafka | null;
  readonly #sparing = new SparingLog();

  constructor(
    private readonly config: Config['kafka'],
    private readonly logger: Logger,
  ) {
    this.#kafka = config.brokers.length === 0 ? null : this.#create();
  }

  /** False on the embedded default, where consumers read the log itself. */
  get isConfigured(): boolean {
    return this.#kafka !== null;
  }

  get place(): string {
    return `Kafka ${this.config.brokers.join(',')}`;
  }

  /** The producer has one send in flight and no idempotent mode, because that mode lost a record when an acknowledgement was lost. */
  producer(): Producer {
    return this.#required().producer({ maxInFlightRequests: 1, idempotent: false, allowAutoTopicCreation: false });
  }

  consumer(groupId: string): Consumer {
    return this.#required().consumer({
      groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: 10_000,
      heartbeatInterval: 3000,
      // A stop waits for the running fetch. Messages end a fetch at once, so a short one costs only idle polls.
      maxWaitTimeInMs: MAX_FETCH_MS,
      retry: { retries: 8 },
    });
  }

  admin(): Admin {
    return this.#required().admin();
  }

  #required(): Kafka {
    if (!this.#kafka) throw new Error('no Kafka brokers are configured');
    return this.#kafka;
  }

  #create(): Kafka {
    const { brokers, clientId, requestTimeoutMs, tls, sasl } = this.config;
    const { Kafka: Client, logLevel } = kafkajs();
    return new Client({
      brokers: [...brokers],
      clientId,
      requestTimeout: requestTimeoutMs,
      connectionTimeout: 3000,
      ssl: tls.enabled ? trustOf(tls) : false,
      ...(sasl.mechanism !== '' && { sasl: { ...sasl, mechanism: sasl.mechanism } as SASLOptions }),
      retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 2000 },
      logLevel: logLevel.ERROR,
      logCreator:
        () =>
        ({ namespace, log }) => {
          // The client logs the same message, apart from numbers and addresses, at each attempt to connect, several times a second.
          this.#sparing.say(`${namespace} ${log.message.replaceAll(/\d+/gu, '#')}`, (keptBack) => {
            this.logger.warn({ kafka: namespace, detail: log.message, error: log.error as unknown, keptBack }, 'kafka client');
          });
        },
    });
  }
}
