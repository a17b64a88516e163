import { randomBytes } from 'node:crypto';
import { Kafka, logLevel, type IHeaders } from 'kafkajs';
import { eventually } from '../eventually';
import { service } from './services';

export interface TopicRecord {
  readonly id: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A topic of a test's own, read by a plain Kafka client. */
export class AuditTopicReader {
  readonly name = `japm.test.${randomBytes(6).toString('hex')}`;
  readonly records: TopicRecord[] = [];
  readonly #kafka = new Kafka({ brokers: service('KAFKA_BROKERS').split(','), logLevel: logLevel.NOTHING });
  readonly #consumer = this.#kafka.consumer({ groupId: `${this.name}.reader`, allowAutoTopicCreation: false });

  /** Reads from the beginning, as soon as the topic exists. */
  async start(): Promise<void> {
    const admin = this.#kafka.admin();
    await admin.connect();
    await eventually(async () => {
      if (!(await admin.listTopics()).includes(this.name)) throw new Error(`topic ${this.name} does not exist`);
    });
    await admin.disconnect();
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [this.name], fromBeginning: true });
    await this.#consumer.run({
      eachMessage: ({ message }) => {
        const headers = texts(message.headers ?? {});
        this.records.push({ id: headers.ce_id ?? '', key: message.key?.toString() ?? '', value: message.value?.toString() ?? '', headers });
        return Promise.resolve();
      },
    });
  }

  /** Stops reading and deletes the topic. */
  async stop(): Promise<void> {
    await this.#consumer.disconnect();
    const admin = this.#kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [this.name] }).catch(() => undefined);
    await admin.disconnect();
  }
}

const texts = (headers: IHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
