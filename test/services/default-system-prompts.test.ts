import { InstallSystemPrompts } from '#contexts/prompts/index';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

// Several processes wait for each other's locks.
jest.setTimeout(60_000);

describeWithServices('the default system prompts on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let apps: TestingApp[] = [];

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    const first = await startTestingApp({ database: { url: database.url } });
    // Without a relay, so that the processes do not compete for anything else.
    const others = [1, 2].map(() => startTestingApp({ database: { url: database.url }, roles: 'api' as never }));
    apps = [first, ...(await Promise.all(others))];
  }, 60_000);
  afterAll(async () => {
    for (const app of apps) await app.stop();
    await database.drop();
  });

  it('are installed once by several processes that start at the same time', async () => {
    const [app] = apps;
    if (!app) throw new Error('no process has started');
    for (let round = 0; round < 5; round += 1) {
      const { writer } = app.product.database;
      await writer.query('DELETE FROM prompts_installed_default');
      await writer.query('DELETE FROM prompts_system_prompt');
      const before = (await app.request('get', '/api/audit/events?action=system_prompt.create&limit=100', app.admin)).body as [];
      await Promise.all(apps.map(({ product }) => product.container.get(InstallSystemPrompts).execute()));
      expect((await app.request('get', '/api/system-prompts', app.admin).expect(200)).body).toHaveLength(3);
      const after = (await app.request('get', '/api/audit/events?action=system_prompt.create&limit=100', app.admin)).body as [];
      expect(after.length - before.length).toBe(3);
    }
  });
});
