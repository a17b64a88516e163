import type { Admin } from 'kafkajs';
import type { KafkaConnection } from '#platform/messaging/kafka-connection';

/** Named after the topic: installations that share a cluster must not share a group. */
export const groupOf = (topic: string, consumer: string): string => `${topic}.${consumer}`;

/** How far the group of a consumer is behind the end of the topic. */
export class GroupOffsets {
  #admin: Admin | null = null;

  constructor(
    private readonly kafka: KafkaConnection,
    private readonly topic: string,
  ) {}

  /** Messages of all partitions that the group has not committed, whoever its members are, if any. */
  async behind(consumer: string): Promise<number> {
    const admin = await this.#connected();
    const [ends, [committed]] = await Promise.all([
      admin.fetchTopicOffsets(this.topic),
      admin.fetchOffsets({ groupId: groupOf(this.topic, consumer), topics: [this.topic] }),
    ]);
    const offsets = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    return ends.reduce((sum, { partition, high, low }) => {
      // -1: nothing is committed; and what the retention has removed cannot be read any more.
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
