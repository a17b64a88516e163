import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Kafka as CloudEvents, type CloudEvent } from 'cloudevents';
import { performVerify } from '#contexts/audit/log/adapters/cli/perform-verify';
import { AuditLogTable } from '#contexts/audit/log/adapters/persistence/audit-log.table';
import { AUDIT_EVENT_SCHEMA } from '#contexts/audit/relay/domain/audit-event.schema';
import { Api } from '../chain/api';
import { steps, told, trail, WALKED, walkTheChain, type TrailEvent } from '../chain/walk';
import { eventually } from '../eventually';
import { ADMIN, startTestingApp, type TestingApp } from '../http/testing-app';
import { AuditTopicReader } from './audit-topic';
import { describeWithServices, scratchDatabase, service, type ScratchDatabase } from './services';

describeWithServices('the whole chain on MySQL and Kafka', ['MYSQL_URL', 'KAFKA_BROKERS'], () => {
  let database: ScratchDatabase;
  let topic: AuditTopicReader;
  let app: TestingApp;
  let api: Api;
  let events: readonly TrailEvent[];

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    topic = new AuditTopicReader();
    app = await startTestingApp({
      database: { url: database.url },
      kafka: { brokers: service('KAFKA_BROKERS') as never },
      audit: { topic: topic.name },
    });
    await topic.start();
    api = await Api.login(app.url, ADMIN.email, ADMIN.password);
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await topic.stop();
    await database.drop();
  }, 30_000);

  const log = () => app.product.database.reader.manager.find(AuditLogTable, { order: { seq: 'ASC' } });

  it('serves a prompt and has every step on the trail', async () => {
    expect((await walkTheChain(api)).resolved).toBe('Hello Bo');
    await trail(api); // Leaves searches behind the walk.
    events = steps(await trail(api));
    expect(told(events).slice(-WALKED.length)).toEqual(WALKED);
  });

  it('shows the walk on the dashboard', async () => {
    await eventually(async () => {
      const { body } = await api.get<{ action: string; entityType: string }[]>('/api/dashboard/activity?projectId=chain');
      expect(body.map(({ action, entityType }) => `${action} ${entityType}`).toReversed()).toEqual([
        'CREATE PROJECT',
        'CREATE ENVIRONMENT',
        'CREATE PROMPT',
        'CREATE PROMPT_VERSION',
        'CREATE PROMPT_VERSION',
        'UPDATE PROMPT_VERSION',
        'UPDATE ENVIRONMENT',
      ]);
    });
    expect((await api.get('/api/dashboard/stats?projectId=chain')).body).toMatchObject({ activePrompts: 1, activeProjects: 1 });
  }, 30_000);

  it('publishes every event of the log once', async () => {
    await eventually(async () => {
      expect(topic.records.map((each) => each.id).toSorted()).toEqual((await log()).map((each) => each.eventId).toSorted());
    });
  }, 30_000);

  it('keeps the events of a resource in their order', () => {
    const sequences = new Map<string, number[]>();
    for (const { key, value } of topic.records) {
      const { metadata } = JSON.parse(value) as { metadata: { sequence: number } };
      sequences.set(key, [...(sequences.get(key) ?? []), metadata.sequence]);
    }
    expect(sequences.size).toBeGreaterThan(3);
    for (const each of sequences.values()) expect(each).toEqual(each.toSorted((a, b) => a - b));
  });

  it('publishes valid CloudEvents with values that keep to their schema', () => {
    const valid = addFormats(new Ajv({ allErrors: true, strict: false })).compile(AUDIT_EVENT_SCHEMA);
    for (const { key, value, headers } of topic.records) {
      const event = CloudEvents.toEvent({ key, value, headers, body: value } as never) as CloudEvent;
      expect(event.validate()).toBe(true);
      valid(JSON.parse(value));
      expect(valid.errors ?? []).toEqual([]);
    }
  });

  it('discloses no personal data on the topic', () => {
    expect(JSON.stringify(topic.records)).not.toContain(ADMIN.email);
  });

  it('makes the trail searchable by words, through Kafka', async () => {
    await eventually(async () => {
      expect(told(await trail(api, '&action=prompt.create&q=order-mail'))).toEqual(['prompt.create']);
    }, 25_000);
  }, 30_000);

  it('proves its log', async () => {
    const silent = { out: () => undefined, err: () => undefined, terminal: null };
    const { result } = await performVerify({ since: [] }, silent, () => app.product.config);
    expect(result).toMatchObject({ verdict: 'valid', findings: [] });
    expect(result.size).toBeGreaterThan(events.length);
  });
});
