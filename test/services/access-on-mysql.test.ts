import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { ADDRESSING, expectedStatus, StrangerWalk } from '../http/walks/stranger-walk';

const server = process.env.MYSQL_URL;
if (!server) process.stderr.write('\n*** SKIPPED *** access on MySQL: not run, because MYSQL_URL is not set\n');
const describeOnMysql = server || process.env.CI === 'true' ? describe : describe.skip;

async function scratchDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  if (!server) throw new Error('MYSQL_URL is not set');
  const name = `japm_test_${randomBytes(6).toString('hex')}`;
  const statement = async (sql: string): Promise<void> => {
    const connection = await createConnection(server);
    await connection.query(sql);
    await connection.end();
  };
  await statement(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(`DROP DATABASE ${name}`) };
}

describeOnMysql('access on MySQL', () => {
  let database: Awaited<ReturnType<typeof scratchDatabase>>;

  beforeAll(async () => {
    database = await scratchDatabase();
  });
  afterAll(() => database.drop());

  describe('the walk of every operation with the ids of another tenant', () => {
    let app: TestingApp;
    let walk: StrangerWalk;

    beforeAll(async () => {
      app = await startTestingApp({ auth: { principalCacheMs: 0 }, database: { url: database.url } });
      walk = new StrangerWalk(app);
    }, 60_000);
    afterAll(() => app.stop());

    it.each(ADDRESSING.map((operation) => [operation.id, operation] as const))('%s tells nothing', async (_id, operation) => {
      for (const { from, foreign, missing } of await walk.compare(operation)) {
        expect({ from, ...foreign }).toEqual({ from, ...missing });
        expect(foreign).toMatchObject({ status: expectedStatus(operation), events: [{ isHis: true, outcome: 'denied' }] });
      }
    });
  });

  describe('two processes without a relay', () => {
    const apps: TestingApp[] = [];

    beforeAll(async () => {
      // The configuration names roles in one text.
      for (let index = 0; index < 2; index += 1)
        apps.push(await startTestingApp({ roles: 'api' as never, database: { url: database.url } }));
    }, 60_000);
    afterAll(async () => {
      for (const each of apps) await each.stop();
    });

    it('both refuse a revoked key within a second, on serving routes as well', async () => {
      const [here, there] = apps as [TestingApp, TestingApp];
      await here.request('post', '/api/projects', here.admin).send({ name: 'shop' }).expect(201);
      await here
        .request('post', '/api/projects/shop/prompts', here.admin)
        .send({ name: 'Mail', promptText: 'Hi', activate: true })
        .expect(201);
      const key = (await here.request('post', '/api/api-keys', here.admin).send({ name: 'k' }).expect(201)).body as {
        id: string;
        apiKey: string;
      };
      const serve = async (): Promise<number> =>
        (await there.request('post', '/api/serve-prompt/execute/shop/mail/latest/base').set('x-api-key', key.apiKey)).status;
      expect(await serve()).toBe(201);
      await here.request('delete', `/api/api-keys/${key.id}`, here.admin).expect(200);
      const revokedAt = performance.now();
      while ((await serve()) !== 401) expect(performance.now() - revokedAt).toBeLessThan(1200);
    });
  });
});
