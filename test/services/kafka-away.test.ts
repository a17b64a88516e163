import { rm } from 'node:fs/promises';
import { Api } from '../chain/api';
import { trail, walkTheChain } from '../chain/walk';
import { eventually } from '../eventually';
import { ADMIN, build, freshDataDir, JapmProcess } from '../faults/japm-process';
import { AuditTopicReader } from './audit-topic';
import { describeWithServices, scratchDatabase, service, type ScratchDatabase } from './services';

describeWithServices('Kafka that is away and comes back', ['MYSQL_URL', 'KAFKA_BROKERS'], () => {
  let database: ScratchDatabase;
  let topic: AuditTopicReader;
  let dataDir: string;
  const running: JapmProcess[] = [];
  const start = async (brokers: string): Promise<JapmProcess> => {
    const env = { JAPM_DATABASE_URL: database.url, JAPM_AUDIT_TOPIC: topic.name, JAPM_KAFKA_BROKERS: brokers };
    const server = JapmProcess.server(dataDir, env);
    running.push(server);
    return server.up();
  };

  beforeAll(async () => {
    build();
    dataDir = freshDataDir();
    database = await scratchDatabase('MYSQL_URL');
    topic = new AuditTopicReader();
  }, 120_000);
  afterAll(async () => {
    for (const each of running) await each.end('SIGKILL');
    await topic.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }, 30_000);

  it('finds every event of its absence in the log, and gets each of them once', async () => {
    const without = await start('127.0.0.1:9');
    const api = await Api.login(without.url, ADMIN.email, ADMIN.password);
    await walkTheChain(api, 'Away');
    const missed = (await trail(api)).map((each) => each.id);
    await eventually(async () => {
      expect(await (await fetch(`${without.url}/health/ready`)).json()).toMatchObject({ status: 'degraded' });
    }, 30_000);
    expect(await without.end()).toEqual({ code: 0, signal: null });

    const back = await start(service('KAFKA_BROKERS'));
    await topic.start();
    await eventually(() => {
      const published = topic.records.map((each) => each.id);
      expect(published).toEqual(expect.arrayContaining(missed));
      expect(new Set(published).size).toBe(published.length);
    }, 30_000);
    // The consumer may still be on its way into its group.
    await eventually(async () => {
      expect(await (await fetch(`${back.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
    }, 30_000);
    expect(await back.end()).toEqual({ code: 0, signal: null });
  }, 120_000);
});
