import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { metrics as sdk } from '@opentelemetry/sdk-node';
import { ConfigResourceTypes, Kafka, logLevel, type Message } from 'kafkajs';
import { AuditLogTable } from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { eventually } from '../eventually';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { AuditTopicReader } from './audit-topic';
import { describeWithServices, scratchDatabase, service, type ScratchDatabase } from './services';

const ID = '01900000-0000-7000-8000-0000000000aa';
const forgery = (tenantId: string, tenantSeq: number): Buffer =>
  Buffer.from(
    JSON.stringify({ metadata: { uid: ID }, unmapped: { tenantId, tenantSeq, action: 'forged', resource: { id: 'forgedword' } } }),
  );

describeWithServices('foreign messages on the audit topic', ['MYSQL_URL', 'KAFKA_BROKERS'], () => {
  let database: ScratchDatabase;
  let topic: AuditTopicReader;
  let app: TestingApp;
  const reader = new PrometheusExporter({ preventServerStart: true });
  const kafka = () => new Kafka({ brokers: service('KAFKA_BROKERS').split(','), logLevel: logLevel.NOTHING });

  beforeAll(async () => {
    metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [reader] }));
    database = await scratchDatabase('MYSQL_URL');
    topic = new AuditTopicReader();
    app = await startTestingApp({
      database: { url: database.url },
      kafka: { brokers: service('KAFKA_BROKERS') as never },
      audit: { topic: topic.name, partitions: 1 },
    });
    await topic.start();
  }, 60_000);
  afterAll(async () => {
    metrics.disable();
    await app.stop();
    await topic.stop();
    await database.drop();
  }, 30_000);

  async function unreadable(): Promise<Record<string, unknown>> {
    const { resourceMetrics } = await reader.collect();
    const counts: Record<string, unknown> = {};
    for (const { metrics: collected } of resourceMetrics.scopeMetrics)
      for (const { descriptor, dataPoints } of collected)
        for (const { attributes, value } of descriptor.name === 'japm.consumer.unreadable' ? dataPoints : [])
          counts[String(attributes.reason)] = value;
    return counts;
  }
  const found = async (word: string): Promise<unknown[]> =>
    (await app.request('get', `/api/audit/events?q=${word}&action=project.create`, app.admin).expect(200)).body as unknown[];

  it('neither stop the search nor enter it, and are counted by their reason', async () => {
    await app.request('post', '/api/projects', app.admin).send({ name: 'Firstone' }).expect(201);
    await eventually(async () => {
      expect(await found('firstone')).toHaveLength(1);
    }, 30_000);
    const log = await app.product.database.reader.manager.find(AuditLogTable, { order: { seq: 'ASC' } });
    const [known] = log.filter(({ action }) => action === 'project.create');
    if (!known) throw new Error('the project is not on the trail');

    const messages: Message[] = [
      { value: 'garbage without headers' },
      { value: null, headers: { ce_id: ID } },
      { value: '{"half":', headers: { ce_id: ID } },
      { value: 'null', headers: { ce_id: known.eventId, traceparent: 'garbage' } }, // Announces an event of the log.
      { value: forgery(known.tenantId, known.tenantSeq), headers: { ce_id: ID } },
      { value: forgery(known.tenantId, known.tenantSeq), headers: { ce_id: known.eventId } },
      { value: forgery(known.tenantId, known.tenantSeq), headers: { ce_id: [ID, known.eventId] } },
    ];
    const producer = kafka().producer({ allowAutoTopicCreation: false });
    await producer.connect();
    await producer.send({ topic: topic.name, messages });
    await producer.disconnect();

    await app.request('post', '/api/projects', app.admin).send({ name: 'Secondone' }).expect(201);
    await eventually(async () => {
      expect(await found('secondone')).toHaveLength(1);
    }, 30_000);
    expect(await found('forgedword')).toEqual([]);
    expect(await found('firstone')).toHaveLength(1);
    expect(await unreadable()).toEqual({ no_event_id: 2, not_json: 2, not_in_log: 1 });
    expect((await app.product.health.check()).consumers).toEqual({ status: 'up' });
  }, 90_000);

  it('are stored without compression, which the client could not undo', async () => {
    const admin = kafka().admin();
    await admin.connect();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic.name, configNames: ['compression.type'] }],
    });
    await admin.disconnect();
    expect(resources[0]?.configEntries).toMatchObject([{ configName: 'compression.type', configValue: 'uncompressed' }]);
  });
});
