import { Statements } from './walks/statements';
import { startTestingApp, type TestingApp } from './testing-app';

interface Entry {
  readonly versionTag: string;
  readonly prompt: { readonly id: string; readonly project: { readonly id: string } };
}
interface AssetEntry {
  readonly versionTag: string;
  readonly asset: { readonly key: string };
}

describe('the marketplace over HTTP', () => {
  let app: TestingApp;
  let statements: Statements;
  let user: string;

  const post = (path: string, body: object = {}, token = app.admin) => app.request('post', path, token).send(body);
  const publish = (prompt: string, versionTag = '1.0.0', project = 'shop') =>
    post(`/api/projects/${project}/prompts/${prompt}/versions/${versionTag}/request-publish`).expect(200);
  const offer = async (name: string, description: string, more: object = {}): Promise<void> => {
    const { id } = await app.given.prompt('shop', { name, description, promptText: 'Hi', ...more });
    await publish(id);
  };
  const list = async (query = '', token = user): Promise<readonly string[]> => {
    const { body } = (await app.request('get', `/api/marketplace/prompts${query}`, token).expect(200)) as { body: Entry[] };
    return body.map(({ prompt }) => prompt.id);
  };
  const assets = async (query = ''): Promise<readonly string[]> => {
    const { body } = (await app.request('get', `/api/marketplace/assets${query}`, user).expect(200)) as { body: AssetEntry[] };
    return body.map(({ asset }) => asset.key);
  };

  beforeAll(async () => {
    app = await startTestingApp({ auth: { principalCacheMs: 0 } });
    statements = new Statements(app);
    user = await app.userToken('user');
    await app.given.project('Shop');
    const { tenantId } = (await app.request('get', '/api/auth/profile', app.admin).expect(200)).body as { tenantId: string };
    await app.request('patch', `/api/tenants/${tenantId}`, app.admin).send({ marketplaceRequiresApproval: false }).expect(200);
    await offer('Alpha', '100% warm');
    await offer('Beta_x', 'ΟΔΥΣΣΕΥΣ', { languageCode: 'de-DE' });
    await offer('gamma', 'Ночь', { initialTranslations: [{ languageCode: 'fr-FR', promptText: 'Salut' }] });
    for (const key of ['sign', 'Zeta'])
      await post('/api/projects/shop/prompts/alpha/assets', { key, name: `${key}%`, initialValue: 'Yours' }).expect(201);
    await post('/api/projects/shop/prompts/alpha/assets/sign/versions/1.0.0/publish').expect(201);
    await post('/api/projects/shop/prompts/alpha/assets/Zeta/versions/1.0.0/publish').expect(201);
    await app.given.prompt('shop', { name: 'Kept', promptText: 'never published' });
  }, 60_000);
  afterAll(() => app.stop());

  it('shows published versions with prompt, tags, project and the number of copies, newest first', async () => {
    const { body } = (await app.request('get', '/api/marketplace/prompts', user).expect(200)) as { body: object[] };
    expect(body).toMatchObject([
      { prompt: { id: 'gamma' } },
      { prompt: { id: 'beta_x' } },
      {
        versionTag: '1.0.0',
        marketplaceStatus: 'PUBLISHED',
        isActive: false,
        copies: 0,
        prompt: { id: 'alpha', projectId: 'shop', description: '100% warm', tags: [], project: { id: 'shop', name: 'Shop' } },
      },
    ]);
  });

  it('shows published versions of assets with asset, prompt and project', async () => {
    const { body } = (await app.request('get', '/api/marketplace/assets?sortBy=name', user).expect(200)) as { body: object[] };
    const prompt = { id: 'alpha', name: 'Alpha', project: { id: 'shop', name: 'Shop' } };
    expect(body).toMatchObject([
      { value: 'Yours', translations: [], asset: { key: 'sign', promptId: 'alpha', enabled: true, prompt } },
      { asset: { key: 'Zeta', prompt } },
    ]);
  });

  it('finds a text as it is written, in any case and script', async () => {
    for (const [search, found] of [
      ['100%', ['alpha']],
      ['%', ['alpha']],
      ['_', ['beta_x']],
      ['a_p', []],
      ['ALPHA', ['alpha']],
      ['οδυσσευς', ['beta_x']],
      ['ночь', ['gamma']],
      ['НОЧЬ', ['gamma']],
      ["' OR 1=1 --", []],
      ['\\', []],
    ] as const)
      expect([search, await list(`?search=${encodeURIComponent(search)}`)]).toEqual([search, found]);
    expect(await assets('?search=SIGN%25')).toEqual(['sign']);
    expect(await assets('?search=_')).toEqual([]);
  });

  it('sorts by creation or name, in both orders in any case, and takes empty values for absent ones', async () => {
    expect(await list('?sortOrder=asc')).toEqual(['alpha', 'beta_x', 'gamma']);
    expect(await list('?sortBy=name&sortOrder=Asc')).toEqual(['alpha', 'beta_x', 'gamma']);
    expect(await list('?sortBy=name')).toEqual(['gamma', 'beta_x', 'alpha']);
    expect(await list('?search=&page=&limit=&sortBy=&sortOrder=&languageCode=')).toEqual(['gamma', 'beta_x', 'alpha']);
    expect(await assets('?sortBy=name&sortOrder=ASC')).toEqual(['Zeta', 'sign']);
  });

  it('filters by the language of the version or of a translation', async () => {
    expect(await list('?languageCode=de-de')).toEqual(['beta_x']);
    expect(await list('?languageCode=fr-FR')).toEqual(['gamma']);
    expect(await list('?languageCode=fr')).toEqual([]);
  });

  it.each(['sortBy=createdAt', 'sortBy=name', 'search=a&sortBy=createdAt'])(
    'pages with %s follow each other by their links',
    async (query) => {
      const whole = await list(`?${query}&sortOrder=ASC`);
      const seen: string[] = [];
      for (let next: string | undefined = `/api/marketplace/prompts?${query}&sortOrder=ASC&limit=1`; next !== undefined;) {
        const { headers, body } = (await app.request('get', next, user).expect(200)) as { headers: { link?: string }; body: Entry[] };
        expect(body.length).toBe(1);
        seen.push(...body.map(({ prompt }) => prompt.id));
        next = /<([^>]+)>; rel="next"/u.exec(headers.link ?? '')?.[1];
      }
      expect(seen).toEqual(whole);
      expect(await list(`?${query}&page=999999999&limit=100`)).toEqual([]);
    },
  );

  it.each(['page=0', 'page=1.5', 'page=x', 'limit=0', 'limit=101', 'sortBy=slug', 'sortOrder=up', `search=${'x'.repeat(256)}`, 'limt=1'])(
    'refuses %s',
    async (query) => {
      await app.request('get', `/api/marketplace/prompts?${query}`, user).expect(400);
      await app.request('get', `/api/marketplace/assets?${query}`, user).expect(400);
    },
  );

  it('shows what a closed project publishes to members of the tenant, and nothing else of it', async () => {
    await app.given.project('Closed');
    const { id } = await app.given.prompt('closed', { name: 'Inside', promptText: 'Hi' });
    const { sub } = JSON.parse(Buffer.from(app.admin.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
    await app.request('put', `/api/projects/closed/members/${sub}`, app.admin).send({ role: 'admin' }).expect(200);
    await publish(id, '1.0.0', 'closed');
    expect(await list('?search=inside')).toEqual(['inside']);
    await app.request('get', '/api/projects/closed/prompts/inside', user).expect(404);
    await post('/api/projects/closed/prompts/inside/versions/1.0.0/unpublish').expect(200);
    expect(await list('?search=inside')).toEqual([]);
  });

  it('is closed to other tenants, to roles that are no members, and to keys that do not reach the whole tenant', async () => {
    expect(await list('', await app.strangerToken())).toEqual([]);
    const consumer = await app.userToken('prompt_consumer');
    for (const path of ['prompts', 'assets', 'counts', 'requests'])
      await app.request('get', `/api/marketplace/${path}`, consumer).expect(403);
    const permissions = ['marketplace:read'];
    const keyed = (key: string) => app.request('get', '/api/marketplace/prompts').set('x-api-key', key);
    const [free, narrow, inEnvironment, plain] = await Promise.all([
      app.given.apiKey({ name: 'free', permissions }),
      app.given.apiKey({ name: 'narrow', permissions, projects: ['shop'] }),
      app.given.apiKey({ name: 'environment', permissions, environments: ['production'] }),
      app.given.apiKey({ name: 'plain' }),
    ]);
    await keyed(free.apiKey).expect(200);
    await keyed(narrow.apiKey).expect(403);
    await keyed(inEnvironment.apiKey).expect(403);
    await keyed(plain.apiKey).expect(401);
  });

  it('reads a page in as many statements as another, however many entries it has', async () => {
    const asked = async (query: string): Promise<number> => {
      const requestId = `market-${query}`;
      await app.request('get', `/api/marketplace/prompts?${query}`, user).set('x-request-id', requestId).expect(200);
      return statements.of(requestId).length;
    };
    expect(await asked('limit=1')).toBe(await asked('limit=3'));
    expect(await asked('limit=1&sortBy=name')).toBe(await asked('limit=3&sortBy=name'));
  });

  it('counts what is published, pending and copied', async () => {
    const { body } = (await app.request('get', '/api/marketplace/counts', user).expect(200)) as { body: object };
    expect(body).toEqual({ publishedPrompts: 3, publishedAssets: 2, pending: 0, copies: 0 });
  });
});
