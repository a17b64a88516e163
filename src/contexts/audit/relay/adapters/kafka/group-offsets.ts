import type { Admin } from 'kafkajs';
import type { KafkaConnection } from '#platform/messaging/kafka-connection';

/** The name of the group contains the topic, because installations that share a cluster must not share a group. */
export const groupOf = (topic: string, consumer: string): string => `${topic}.${consumer}`;

/** The distance of a consumer's group from the end of the topic. */
export class GroupOffsets {
  #admin: Admin | null = null;

  constructor(
    private readonly kafka: KafkaConnection,
    private readonly topic: string,
  ) {}

  /** The number of messages in all partitions that the group has not committed, whether or not it has members. */
  async behind(consumer: string): Promise<number> {
    const admin = await this.#connected();
    const [ends, [committed]] = await Promise.all([
      admin.fetchTopicOffsets(this.topic),
      admin.fetchOffsets({ groupId: groupOf(this.topic, consumer), topics: [this.topic] }),
    ]);
    const offsets = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    return ends.reduce((sum, { partition, high, low }) => {
      // -1 means that nothing is committed. Messages that the retention removed do not count.
      const next = Math.max(offsets.get(partition) ?? -1, Number(low));
      return sum + Math.max(0, Number(high) - next);
    }, 0);
  }

  async close(): Promise<void> {
    await this.#admin?.disconnect();
    this.#admin = null;
  }

  async #connected(): Promise<Admin> {
    if (!this.#admin) {
      const admin = this.kafka.admin();
      await admin.connect();
      this.#admin = admin;
    }
    return this.#admin;
  }
}
