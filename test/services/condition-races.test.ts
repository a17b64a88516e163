import type { Response } from 'supertest';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

jest.setTimeout(120_000);

const SHOP = '/api/projects/shop';
const MAIL = `${SHOP}/prompts/mail`;
const SIGN = `${MAIL}/assets/sign`;

describeWithServices('changes of one state at the same time, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;

  const call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object, etag?: string): Promise<Response> =>
    app
      .request(method, path, app.admin)
      .set(etag === undefined ? {} : { 'if-match': etag })
      .send(body)
      .then((response) => response);
  /** The ETag, and what would change something: what stands already is answered 200, and lets the next one pass. */
  async function standing(path: string): Promise<{ etag: string | undefined; fresh: (body: object) => boolean }> {
    const { headers, body } = (await call('get', path)) as { headers: { etag?: string }; body: Readonly<Record<string, unknown>> };
    return { etag: headers.etag, fresh: (change) => Object.entries(change).some(([name, value]) => body[name] !== value) };
  }
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await call('post', path, body);
    if (answer.status !== 201) throw new Error(answer.text);
    return (answer.body as { id: string }).id;
  };

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    await made('/api/projects', { name: 'Shop' });
    await made(`${SHOP}/prompts`, { name: 'Mail', promptText: 'Hi' });
    await made(`${MAIL}/versions`, { versionTag: '2.0.0', promptText: 'Hello', languageCode: 'en' });
    await made(`${MAIL}/versions/2.0.0/translations`, { languageCode: 'fr-FR', promptText: 'Salut' });
    await made(`${MAIL}/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours' });
    await made(`${SIGN}/versions`, { versionTag: '2.0.0', value: 'Bye', languageCode: 'en' });
    await made(`${SIGN}/versions/2.0.0/translations`, { languageCode: 'fr-FR', value: 'Adieu' });
    await made(`${SHOP}/regions`, { languageCode: 'es-MX', name: 'Mexico' });
    await made(`${SHOP}/cultural-data`, { key: 'greeting', regionId: 'es-MX' });
    await made(`${SHOP}/prompts`, { name: 'Pointed', promptText: 'one' });
    for (const versionTag of ['1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0'])
      await made(`${SHOP}/prompts/pointed/versions`, { versionTag, promptText: versionTag, languageCode: 'en' });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  const inShop =
    (collection: string, name = 'name') =>
    async (): Promise<string> =>
      `${SHOP}/${collection}/${await made(`${SHOP}/${collection}`, { [name]: 'raced' })}`;
  const patch = (path: string, field: string) => ({ path: () => Promise.resolve(path), change: (n: string): object => ({ [field]: n }) });
  const RACED = {
    tag: { path: inShop('tags'), change: (n: string) => ({ description: n }) },
    environment: { path: inShop('environments'), change: (n: string) => ({ description: n }) },
    'ai model': { path: inShop('aimodels'), change: (n: string) => ({ description: n }) },
    'rag document': { path: inShop('rag-document-metadata', 'documentName'), change: (n: string) => ({ category: n }) },
    'cultural data': patch(`${SHOP}/cultural-data/greeting`, 'style'),
    region: patch(`${SHOP}/regions/es-MX`, 'notes'),
    'asset translation': patch(`${SIGN}/versions/2.0.0/translations/fr-FR`, 'value'),
    'asset version': patch(`${SIGN}/versions/2.0.0`, 'value'),
    asset: patch(SIGN, 'name'),
    translation: patch(`${MAIL}/versions/2.0.0/translations/fr-FR`, 'promptText'),
    version: patch(`${MAIL}/versions/2.0.0`, 'promptText'),
    prompt: patch(MAIL, 'description'),
    user: {
      path: async () => `/api/users/${await made('/api/users', { email: 'raced@japm.test', password: 'a long password' })}`,
      change: (n: string) => ({ name: n }),
    },
    'api key': {
      path: async () => `/api/api-keys/${await made('/api/api-keys', { name: 'raced' })}`,
      change: (n: string) => ({ name: n }),
      stays: true,
    },
    tenant: {
      path: async () => {
        const initialAdminUser = { email: 'first@raced.test', password: 'a long password' };
        return `/api/tenants/${await made('/api/tenants', { name: 'Raced', initialAdminUser })}`;
      },
      change: (n: string) => ({ name: n }),
    },
    pointer: {
      path: async () => {
        const path = `${SHOP}/environments/${await made(`${SHOP}/environments`, { name: 'live' })}/pointers/pointed`;
        expect((await call('put', path, { versionTag: '1.0.0' })).status).toBe(200);
        return path;
      },
      change: (n: string) => ({ versionTag: `1.${n}.0` }),
      method: 'put' as const,
    },
    project: patch(SHOP, 'description'),
  };

  it.each(Object.entries(RACED))('of one %s: one takes effect, the others learn that they came too late', async (_name, raced) => {
    // A key that was deleted is shown as revoked.
    const { path: pathOf, change, method, stays } = { method: 'patch' as const, stays: false, ...raced };
    const path = await pathOf();
    for (let round = 0; round < 3; round += 1) {
      const { etag, fresh } = await standing(path);
      const asked = [1, 2, 3, 4, 5].map((n) => change(method === 'put' ? String(n) : `${round} ${n}`)).filter(fresh);
      asked.length = 4;
      const answers = await Promise.all(asked.map((body) => call(method, path, body, etag)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
      const won = answers.findIndex(({ status }) => status === 200);
      expect((await call('get', path)).body).toMatchObject(asked[won] ?? {});
    }
    if (path === SHOP) return; // It has too much to be deleted at all.
    const { etag, fresh } = await standing(path);
    const other = ['4', '5'].map(change).find(fresh);
    const [gone, kept] = await Promise.all([call('delete', path, undefined, etag), call(method, path, other, etag)]);
    expect([
      [200, 404],
      [200, 412],
      [204, 404],
      [204, 412],
      [412, 200],
    ]).toContainEqual([gone.status, kept.status]);
    if (gone.status === 412) await call('delete', path).then(({ status }) => expect([200, 204]).toContain(status));
    expect((await call('get', path)).status).toBe(stays ? 200 : 404);
  });
});
