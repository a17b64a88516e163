import { KafkaAuditTopic } from '#contexts/audit/relay/adapters/kafka/kafka-audit-topic';
import { PublishEvents } from '#contexts/audit/relay/application/publish-events';
import { SaltSource, SequenceEvents } from '#contexts/audit/relay/application/sequence-events';
import { TypeOrmLogReader } from '#contexts/audit/log/adapters/persistence/typeorm-log-reader';
import { TypeOrmPublicationStore } from '#contexts/audit/log/adapters/persistence/typeorm-publication-store';
import { TypeOrmSequencerStore } from '#contexts/audit/log/adapters/persistence/typeorm-sequencer-store';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { KafkaConnection } from '#platform/messaging/kafka-connection';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { AUDIT_MIGRATIONS, AUDIT_TABLES } from '../contexts/audit/audit-tables';
import { countingSalt, envelope } from '../contexts/audit/envelopes';
import { LOG_KEY } from '../contexts/audit/log/domain/keys';
import { relayLease } from '../contract/relay-lease';
import type { ContractDatabase } from '../contract/sqlite-database';
import { eventually } from '../eventually';
import { recordingLogger } from '../platform/recording-logger';
import { AuditTopicReader } from './audit-topic';
import { mysqlDatabase } from './mysql-database';
import { describeWithServices, service } from './services';

class CountingSalts extends SaltSource {
  readonly next = countingSalt();
}

describeWithServices('large events on MySQL and Kafka', ['MYSQL_URL', 'KAFKA_BROKERS'], () => {
  let database: ContractDatabase;
  let reader: AuditTopicReader;
  let topic: KafkaAuditTopic;

  beforeAll(async () => {
    database = await mysqlDatabase('MYSQL_URL', AUDIT_TABLES, AUDIT_MIGRATIONS);
    reader = new AuditTopicReader();
    const { kafka } = parseConfig(readSettings());
    const connection = new KafkaConnection({ ...kafka, brokers: service('KAFKA_BROKERS').split(',') }, recordingLogger().logger);
    topic = new KafkaAuditTopic(connection, { topic: reader.name, partitions: 6, replicationFactor: 1, retentionMs: 600_000 });
  }, 30_000);
  afterAll(async () => {
    await topic.close();
    await reader.stop();
    await database.close();
  }, 30_000);

  it('reach the topic though a batch of them is larger than the broker takes for a partition', async () => {
    const { session, unitOfWork } = database;
    const events = Array.from({ length: 30 }, (_, n) => envelope(n + 1, { details: { text: 'x'.repeat(60 * 1024) } }));
    for (const event of events) await unitOfWork.maintain(() => writeOutbox(session.writer, [event]));
    const epoch = (await relayLease(database).acquire('me')) ?? 0;
    const turn = { epoch, batchSize: 200 };
    // A turn takes some of them: its bytes are bounded.
    const sequence = new SequenceEvents(new TypeOrmSequencerStore(session), unitOfWork, LOG_KEY, new CountingSalts());
    while ((await sequence.execute(turn)) !== null);

    const published = new TypeOrmPublicationStore(session);
    const options = { source: '//log', personalData: 'commitment' } as const;
    await topic.prepare();
    const publish = new PublishEvents(new TypeOrmLogReader(session), topic, published, unitOfWork, options);
    while ((await publish.execute(turn)) > 0);
    expect(await published.publishedSeq()).toBe(30);
    await reader.start();
    await eventually(() => {
      // All have one key, so they come in their order.
      expect(reader.records.map((each) => each.id)).toEqual(events.map((each) => each.id));
    });
    expect(new Set(reader.records.map((each) => each.key)).size).toBe(1);
  }, 60_000);
});
