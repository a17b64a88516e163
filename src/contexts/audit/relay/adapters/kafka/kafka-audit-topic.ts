import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Producer } from 'kafkajs';
import type { KafkaConnection } from '#platform/messaging/kafka-connection';
import { AuditTopic } from '../../application/audit-topic.port';
import { TopicMisconfigured } from '../../application/topic-misconfigured';
import type { AuditMessage } from '../../domain/audit-message';

export interface TopicSettings {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly retentionMs: number;
}

const tracer = trace.getTracer('japm');

/** The topic `japm.audit.v1` on Kafka. It creates the producer's span itself, because the parent is the use case that wrote the event. */
export class KafkaAuditTopic extends AuditTopic {
  #producer: Producer | null = null;

  constructor(
    private readonly kafka: KafkaConnection,
    private readonly settings: TopicSettings,
  ) {
    super();
  }

  async prepare(): Promise<void> {
    const { topic, partitions, replicationFactor, retentionMs } = this.settings;
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const configEntries = [
        { name: 'retention.ms', value: String(retentionMs) },
        // The broker decompresses messages of other producers: kafkajs reads only gzip and fails at each fetch of another format.
        { name: 'compression.type', value: 'uncompressed' },
      ];
      if (!(await admin.listTopics()).includes(topic)) {
        await admin.createTopics({
          waitForLeaders: true,
          topics: [{ topic, numPartitions: partitions, replicationFactor, configEntries }],
        });
      }
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const actual = topics[0]?.partitions.length ?? 0;
      if (actual !== partitions) {
        throw new TopicMisconfigured(
          `topic ${topic} has ${actual} partitions and not ${partitions}: with another number the events of a resource would change their order`,
        );
      }
    } finally {
      await admin.disconnect();
    }
  }

  async send(messages: readonly AuditMessage[]): Promise<void> {
    const { topic } = this.settings;
    await context.with(suppressTracing(context.active()), async () => {
      const producer = await this.#connected();
      const prepared = messages.map(({ key, value, headers, traceparent }) => ({
        key,
        value,
        headers: { ...headers, ...sendSpan(topic, key, traceparent) },
      }));
      await producer.send({ topic, acks: -1, messages: prepared });
    });
  }

  async close(): Promise<void> {
    await this.#producer?.disconnect();
    this.#producer = null;
  }

  async #connected(): Promise<Producer> {
    if (!this.#producer) {
      const producer = this.kafka.producer();
      await producer.connect();
      this.#producer = producer;
    }
    return this.#producer;
  }
}

/** Records a short span for each event in the trace of its use case. Returns the header that makes the consumer's span its child. */
function sendSpan(topic: string, key: string, traceparent: string | null): Record<string, string> {
  if (traceparent === null) return {};
  // The context is the root, because the loop around it is not traced and the event is.
  const parent = propagation.extract(ROOT_CONTEXT, { traceparent });
  const span = tracer.startSpan(
    `send ${topic}`,
    {
      kind: SpanKind.PRODUCER,
      attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': topic, 'messaging.kafka.message.key': key },
    },
    parent,
  );
  const carrier: Record<string, string> = {};
  propagation.inject(trace.setSpan(parent, span), carrier);
  span.end();
  return carrier;
}
