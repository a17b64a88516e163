import { eventually } from '../eventually';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { ADDRESSING, expectedTrace, StrangerWalk } from '../http/walks/stranger-walk';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

describeWithServices('access on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
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
        expect(foreign).toMatchObject(expectedTrace(operation, from));
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

    // How soon is measured by the bench.
    it('both refuse a revoked key, on serving routes as well', async () => {
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
      await eventually(async () => {
        expect(await serve()).toBe(401);
      });
    });
  });
});
