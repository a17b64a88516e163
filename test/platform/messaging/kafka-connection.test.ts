import { Kafka } from 'kafkajs';
import { KafkaConnection } from '#platform/messaging/kafka-connection';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { recordingLogger } from '../recording-logger';

describe('the way to Kafka', () => {
  it('fetches for half a second at most, since a stop waits for the fetch under way', () => {
    const settings = readSettings() as { kafka: object };
    const { kafka } = parseConfig({ ...settings, kafka: { ...settings.kafka, brokers: '127.0.0.1:9' } });
    const consumer = jest.spyOn(Kafka.prototype, 'consumer');
    new KafkaConnection(kafka, recordingLogger().logger).consumer('group');
    expect(consumer.mock.calls[0]?.[0]?.maxWaitTimeInMs).toBeLessThanOrEqual(500);
    consumer.mockRestore();
  });
});
