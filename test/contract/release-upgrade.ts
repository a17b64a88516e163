import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { performVerify } from '#contexts/audit/log/adapters/cli/perform-verify';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { RELEASE_LOG_KEY, RELEASE_SERVER_SECRET } from '../releases/release-secrets';

export const RELEASE = resolve(__dirname, '../fixtures/releases/0.1.0');

interface Upgraded {
  /** Of a database that holds the rows of the release and is not migrated any further. */
  readonly url: string;
  drop(): Promise<void> | void;
}

/** What must be true of a database of release 0.1.0 once this version has started on it. */
export function releaseUpgrades(engine: string, databaseOfRelease: () => Promise<Upgraded>): void {
  describe(`a database of release 0.1.0 on ${engine}`, () => {
    let app: TestingApp;
    let database: Upgraded;

    const read = async (path: string): Promise<unknown> => (await app.request('get', path, app.admin).expect(200)).body;

    beforeAll(async () => {
      database = await databaseOfRelease();
      app = await startTestingApp({
        database: { url: database.url },
        audit: { logKey: RELEASE_LOG_KEY },
        auth: { serverSecret: RELEASE_SERVER_SECRET },
      });
    }, 120_000);
    afterAll(async () => {
      await app.stop();
      await database.drop();
    });

    it('serves what was released', async () => {
      const path = '/api/serve-prompt/execute/shop/order-mail/latest/lang/fr-FR?environmentName=production';
      const served = await app.request('post', path, app.admin).send({ variables: { id: 7, name: 'Ann' } });
      expect(served.body).toMatchObject({ processedPrompt: 'Hello Ann, 7 est en route. Yours, the shop' });
    });

    it('shows its projects, prompts, versions and deployments', async () => {
      const [shop] = (await read('/api/projects?q=shop')) as { id: string }[];
      expect(shop).toMatchObject({ id: 'shop', description: 'Mails of a shop' });
      const prompts = (await read('/api/projects/shop/prompts')) as { id: string }[];
      expect(prompts.map(({ id }) => id)).toEqual(['greeting', 'order-mail']);
      expect(await read('/api/projects/shop/prompts/order-mail/versions')).toMatchObject([
        { versionTag: '2.0.0' },
        { versionTag: '1.0.0' },
      ]);
      expect(await read('/api/projects/shop/deployments')).toMatchObject([{ status: 'DEPLOYED' }, { status: 'DEPLOYED' }]);
    });

    it('takes a release as before', async () => {
      const prompts = '/api/projects/shop/prompts/greeting/versions';
      const body = { versionTag: '1.1.0', promptText: 'Good day {{name}}', languageCode: 'en-US' };
      await app.request('post', prompts, app.admin).send(body).expect(201);
      await app.request('post', `${prompts}/1.1.0/activate`, app.admin).expect(200);
      const path = '/api/serve-prompt/execute/shop/greeting/1.1.0/base';
      expect((await app.request('post', path, app.admin).send({ variables: { name: 'Ann' } })).body).toMatchObject({
        processedPrompt: 'Good day Ann',
      });
    });

    it('has the default system prompts, which the release did not have', async () => {
      const prompts = (await read('/api/system-prompts')) as { name: string }[];
      expect(prompts.map(({ name }) => name)).toEqual(['prompt-generator', 'prompt-improver', 'prompt-translator']);
      expect(await read('/api/audit/events?action=system_prompt.create')).toHaveLength(3);
    });

    it('has a dashboard of what the release did', async () => {
      const list = async (path: string): Promise<readonly { readonly id: string; readonly enabled?: boolean }[]> =>
        (await read(`/api/projects/shop/${path}`)) as [];
      const prompts = await list('prompts');
      const assets = await Promise.all(prompts.map(({ id }) => list(`prompts/${id}/assets`)));
      expect(await read('/api/dashboard/stats?projectId=shop')).toMatchObject({
        activePrompts: prompts.length,
        activeAssets: assets.flat().filter(({ enabled }) => enabled).length,
        activeModels: (await list('aimodels')).length,
        configuredRegions: (await list('regions')).length,
        culturalDataEntries: (await list('cultural-data')).length,
      });
      expect(await read('/api/dashboard/stats')).toMatchObject({ activeProjects: ((await read('/api/projects')) as []).length });
      const deploys = (await read('/api/dashboard/activity?projectId=shop&action=DEPLOY')) as { readonly entityType: string }[];
      expect(deploys.map(({ entityType }) => entityType)).toEqual(['DEPLOYMENT', 'DEPLOYMENT']);
    });

    it('has a valid log that continues the one of the release', async () => {
      const key = readFileSync(resolve(RELEASE, 'log.vkey'), 'utf8').trim();
      const silent = { out: () => undefined, err: () => undefined, terminal: null };
      const since = [resolve(RELEASE, 'checkpoint')];
      await read('/api/audit/events?limit=1');
      const { result, lines } = await performVerify({ key, since }, silent, () => app.product.config);
      expect([result.verdict, lines]).toEqual(['valid', expect.anything()]);
      expect(result.size).toBeGreaterThan(Number(readFileSync(since[0] ?? '', 'utf8').split('\n')[1]));
    });
  });
}
