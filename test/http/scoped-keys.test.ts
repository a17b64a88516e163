import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

describe('API keys with scopes over HTTP', () => {
  let app: TestingApp;

  const key = async (scopes: object, token = app.admin): Promise<string> =>
    (
      (
        await app
          .request('post', '/api/api-keys', token)
          .send({ name: 'k', ...scopes })
          .expect(201)
      ).body as { apiKey: string }
    ).apiKey;
  const call = (value: string, method: Method, path: string, body?: object, token?: string) =>
    app.request(method, path, token).set('x-api-key', value).send(body);
  const serve = (project: string, query = '') => `/api/serve-prompt/execute/${project}/mail/latest/base${query}`;

  beforeAll(async () => {
    app = await startTestingApp();
    for (const name of ['shop', 'bank']) {
      await app.given.project(name);
      await app
        .request('post', `/api/projects/${name}/prompts`, app.admin)
        .send({ name: 'Mail', promptText: 'Hi', activate: true })
        .expect(201);
      for (const environment of ['production', 'staging']) {
        const created = await app.request('post', `/api/projects/${name}/environments`, app.admin).send({ name: environment }).expect(201);
        const { id } = created.body as { id: string };
        await app
          .request('put', `/api/projects/${name}/environments/${id}/pointers/mail`, app.admin)
          .send({ versionTag: '1.0.0' })
          .expect(200);
      }
    }
  });
  afterAll(() => app.stop());

  it('say what they are narrowed to', async () => {
    const created = await app
      .request('post', '/api/api-keys', app.admin)
      .send({ name: 'k', permissions: ['prompt:read'], projects: ['shop'] })
      .expect(201);
    expect(created.body).toMatchObject({ permissions: ['prompt:read'], projects: ['shop'], environments: null, overlapUntil: null });
    await app.request('post', '/api/api-keys', app.admin).send({ name: 'k', permissions: [] }).expect(400);
    await app.request('post', '/api/api-keys', app.admin).send({ name: 'k', permissions: 'all' }).expect(400);
    const many = Array.from({ length: 33_000 }, () => 'shop');
    await app.request('post', '/api/api-keys', app.admin).send({ name: 'k', projects: many }).expect(400);
    await app
      .request('post', '/api/api-keys', await app.userToken('user'))
      .send({ name: 'k', permissions: ['user:read'] })
      .expect(400);
  });

  it('answer a change with what they may not read by itself, since it is kept', async () => {
    const value = await key({ permissions: ['prompt:write', 'deployment:request'] });
    for (const method of ['patch', 'put'] as const) {
      const changed = await call(value, method, '/api/projects/shop/prompts/mail', { description: `by ${method}` }).expect(200);
      expect(changed.body).toMatchObject({ id: 'mail', description: `by ${method}`, versions: [{ versionTag: '1.0.0' }] });
    }
    await call(value, 'get', '/api/projects/shop/prompts/mail').expect(401);
    const at = async (path: string) =>
      (await app.request('get', `/api/projects/shop/${path}`, app.admin).expect(200)).body as { id: string };
    const { id: environmentId } = await at('environments/by-name/production');
    const { id: entityId } = await at('prompts/mail/versions/1.0.0');
    const items = [{ entityType: 'PROMPT_VERSION', entityId, versionTag: '1.0.0' }];
    const asked = await call(value, 'post', '/api/projects/shop/deployments', { name: 'By key', environmentId, items });
    expect([asked.status, asked.body]).toMatchObject([201, { name: 'By key' }]);
  });

  it('count on the routes that their permissions name, and on no others', async () => {
    const value = await key({ permissions: ['prompt:read', 'prompt:write'] });
    await call(value, 'get', '/api/projects/shop/prompts').expect(200);
    await call(value, 'post', '/api/projects/shop/prompts', { name: 'By key', promptText: 'x' }).expect(201);
    await call(value, 'get', '/api/projects/shop/environments').expect(401);
    await call(value, 'get', '/api/projects/shop/environments', undefined, app.admin).expect(200);
    await call(value, 'post', serve('shop')).expect(403);
    await call(value, 'get', '/api/auth/profile').expect(403);
  });

  it('reach their projects only, and see no others in lists', async () => {
    const value = await key({ permissions: ['project:read', 'prompt:read', 'prompt:resolve'], projects: ['shop'] });
    await call(value, 'get', '/api/projects/shop/prompts').expect(200);
    await call(value, 'get', '/api/projects/bank/prompts').expect(404);
    await call(value, 'post', serve('shop')).expect(201);
    await call(value, 'post', serve('bank')).expect(404);
    for (const path of ['/api/projects', '/api/projects/mine']) {
      expect(((await call(value, 'get', path).expect(200)).body as { id: string }[]).map(({ id }) => id)).toEqual(['shop']);
    }
    const narrowed = await key({ projects: ['shop'] });
    await call(narrowed, 'post', serve('shop')).expect(201);
    await call(narrowed, 'get', '/api/auth/profile').expect(200);
    await call(narrowed, 'get', '/api/users').expect(403);
    await call(narrowed, 'get', '/api/projects/shop').expect(401);
  });

  it('reach their environments only', async () => {
    const value = await key({ environments: ['production'] });
    await call(value, 'post', serve('shop', '?environmentName=production')).expect(201);
    await call(value, 'post', serve('shop', '?environmentName=staging')).expect(404);
    await call(value, 'post', serve('shop')).expect(403);
    const resolve = '/api/projects/shop/prompts/mail/resolve';
    await call(value, 'post', resolve, { environment: 'production' }).expect(200);
    await call(value, 'post', resolve, { environment: 'staging' }).expect(404);
    await call(value, 'post', resolve, { version: '1.0.0' }).expect(403);
    const reader = await key({ permissions: ['environment:read', 'project:read', 'prompt:read'], environments: ['production'] });
    const listed = (await call(reader, 'get', '/api/projects/shop/environments').expect(200)).body as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(['production']);
    await call(reader, 'get', '/api/projects/shop/environments/by-name/staging').expect(404);
    expect(JSON.stringify((await call(reader, 'get', '/api/projects').expect(200)).body)).not.toContain('staging');
    expect(JSON.stringify((await call(reader, 'get', '/api/projects/shop/prompts/mail').expect(200)).body)).not.toContain('staging');
  });

  it('do nothing beside their projects and environments, whatever permissions they name', async () => {
    const permissions = ['audit:read', 'user:read', 'user:write', 'project:create', 'project:edit', 'member:write', 'prompt:resolve'];
    const { id } = (await app.request('get', '/api/auth/profile', app.admin).expect(200)).body as { id: string };
    const user = { email: 'new@japm.test', password: 'a long password', name: 'N', role: 'user' };
    for (const scopes of [{ projects: ['shop'] }, { environments: ['production'] }]) {
      const value = await key({ permissions, ...scopes });
      await call(value, 'post', serve('shop', '?environmentName=production')).expect(201);
      for (const path of ['/api/audit/events', '/api/users']) await call(value, 'get', path).expect(403);
      await call(value, 'post', '/api/users', user).expect(403);
      await call(value, 'post', '/api/projects', { name: 'Mine' }).expect(403);
    }
    const inEnvironment = await key({ permissions, environments: ['production'] });
    await call(inEnvironment, 'patch', '/api/projects/shop', { description: 'x' }).expect(403);
    await call(inEnvironment, 'put', `/api/projects/shop/members/${id}`, { role: 'admin' }).expect(403);
  });

  it('do not outlive themselves by a key that they change or make', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const created = (await app.request('post', '/api/api-keys', app.admin).send({ name: 'brief', expiresAt }).expect(201)).body as {
      id: string;
      apiKey: string;
    };
    const longer = { code: 'identity.api_key_longer' };
    expect((await call(created.apiKey, 'patch', `/api/api-keys/${created.id}`, { expiresAt: null }).expect(403)).body).toMatchObject(
      longer,
    );
    expect((await call(created.apiKey, 'post', '/api/api-keys', { name: 'forever' }).expect(403)).body).toMatchObject(longer);
    await call(created.apiKey, 'post', '/api/api-keys', { name: 'as brief', expiresAt }).expect(201);
  });

  it('neither make nor change keys by the secret before their rotation', async () => {
    const created = (await app.request('post', '/api/api-keys', app.admin).send({ name: 'turned' }).expect(201)).body as {
      id: string;
      apiKey: string;
    };
    const path = `/api/api-keys/${created.id}`;
    const fresh = (await call(created.apiKey, 'post', `${path}/rotate`, {}).expect(200)).body as { apiKey: string };
    await call(created.apiKey, 'get', path).expect(200);
    const refused = { code: 'identity.api_key_previous_secret' };
    expect((await call(created.apiKey, 'post', `${path}/rotate`, {}).expect(403)).body).toMatchObject(refused);
    expect((await call(created.apiKey, 'patch', path, { name: 'mine' }).expect(403)).body).toMatchObject(refused);
    expect((await call(created.apiKey, 'post', '/api/api-keys', { name: 'mine' }).expect(403)).body).toMatchObject(refused);
    expect((await call(created.apiKey, 'delete', path).expect(403)).body).toMatchObject(refused);
    await call(fresh.apiKey, 'post', `${path}/rotate`, {}).expect(200);
  });

  it('never allow more than their owner may, nor than they do themselves', async () => {
    const token = await app.userToken('tenant_admin');
    const { id } = (await app.request('get', '/api/auth/profile', token).expect(200)).body as { id: string };
    const value = await key({ permissions: ['user:read', 'api-key:own'] }, token);
    await call(value, 'get', '/api/users').expect(200);
    const refused = await call(value, 'post', '/api/api-keys', { name: 'wider' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'identity.api_key_wider' });
    await call(value, 'post', '/api/api-keys', { name: 'same', permissions: ['user:read'] }).expect(201);
    await app.request('patch', `/api/users/${id}`, app.admin).send({ role: 'user' }).expect(200);
    await call(value, 'get', '/api/users').expect(403);
  });

  it('without scopes make no key that opens more than they do', async () => {
    const plain = await key({});
    const refused = await call(plain, 'post', '/api/api-keys', { name: 'wider', permissions: ['audit:read'] }).expect(403);
    expect(refused.body).toMatchObject({ code: 'identity.api_key_wider' });
    await call(plain, 'post', '/api/api-keys', { name: 'wider', permissions: ['prompt:write'], projects: ['shop'] }).expect(403);
    await call(plain, 'post', '/api/api-keys', { name: 'as it is', permissions: ['prompt:resolve'] }).expect(201);
    const named = (
      await app
        .request('post', '/api/api-keys', app.admin)
        .send({ name: 'n', permissions: ['audit:read'] })
        .expect(201)
    ).body as {
      id: string;
    };
    await call(plain, 'post', `/api/api-keys/${named.id}/rotate`, {}).expect(403);
    await call(plain, 'patch', `/api/api-keys/${named.id}`, { name: 'mine' }).expect(403);
    const events = (await app.request('get', '/api/audit/events?action=api_key.create&outcome=denied', app.admin).expect(200)).body as {
      details: { code?: string };
    }[];
    expect(JSON.stringify(events[0])).toContain('identity.api_key_wider');
  });

  it('are narrowed to projects that their maker sees, and learn all others at once', async () => {
    const refused = await app
      .request('post', '/api/api-keys', app.admin)
      .send({ name: 'k', projects: ['nowhere', 'shop', 'gone'] })
      .expect(400);
    expect((refused.body as { errors: object[] }).errors).toMatchObject([{ pointer: '/projects/0' }, { pointer: '/projects/2' }]);
    const stranger = await app.strangerToken();
    await app
      .request('post', '/api/api-keys', stranger)
      .send({ name: 'k', projects: ['shop'] })
      .expect(400);
    const consumer = await app.userToken('prompt_consumer');
    await app
      .request('post', '/api/api-keys', consumer)
      .send({ name: 'k', projects: ['shop'] })
      .expect(201);
    await app.given.project('closed');
    const { id } = (await app.request('get', '/api/auth/profile', app.admin).expect(200)).body as { id: string };
    await app.request('put', `/api/projects/closed/members/${id}`, app.admin).send({ role: 'admin' }).expect(200);
    await app
      .request('post', '/api/api-keys', consumer)
      .send({ name: 'k', projects: ['closed'] })
      .expect(400);
  });

  it('that name permissions change credentials only where they name that too', async () => {
    const user = await app
      .request('post', '/api/users', app.admin)
      .send({ email: 'keyed@japm.test', password: 'a long password' })
      .expect(201);
    const path = `/api/users/${(user.body as { id: string }).id}`;
    const writer = await key({ permissions: ['user:write'] });
    await call(writer, 'patch', path, { name: 'By key', role: 'user' }).expect(200);
    for (const body of [{ password: 'another password' }, { email: 'taken@japm.test' }]) {
      expect((await call(writer, 'patch', path, body).expect(403)).body).toMatchObject({ code: 'identity.credentials_scope' });
    }
    const administrator = { email: 'made-by-key@japm.test', password: 'a long password', role: 'admin' };
    expect((await call(writer, 'post', '/api/users', administrator).expect(403)).body).toMatchObject({
      code: 'identity.credentials_scope',
    });
    await call(writer, 'post', '/api/users', { ...administrator, role: 'user' }).expect(201);
    await call(await key({ permissions: ['user:write', 'user:credentials'] }), 'patch', path, { password: 'another password' }).expect(200);
    await call(await key({}), 'patch', path, { password: 'a third password' }).expect(200);
  });

  it('of environments read no version but those which these point at', async () => {
    const draft = { versionTag: '2.0.0', promptText: 'Secret draft', languageCode: 'en' };
    await app.request('post', '/api/projects/shop/prompts/mail/versions', app.admin).send(draft).expect(201);
    const reader = await key({ permissions: ['prompt:read', 'version:read'], environments: ['production'] });
    await call(reader, 'get', '/api/projects/shop/prompts/mail/versions/2.0.0').expect(403);
    await call(reader, 'get', '/api/projects/shop/prompts/mail/versions').expect(403);
    const detail = (await call(reader, 'get', '/api/projects/shop/prompts/mail').expect(200)).body as {
      versions: { versionTag: string }[];
    };
    expect(detail.versions.map(({ versionTag }) => versionTag)).toEqual(['1.0.0']);
    expect(JSON.stringify(detail)).not.toContain('Secret draft');
    const listed = (await call(reader, 'get', '/api/projects/shop/prompts').expect(200)).body as { id: string; versions: object[] }[];
    expect(listed.find(({ id }) => id === 'mail')?.versions).toHaveLength(1);
    expect(JSON.stringify(listed)).not.toContain('2.0.0');
  });

  it('of environments are served no version by its tag but the one that the environment points at', async () => {
    const draft = { versionTag: '3.0.0', promptText: 'Another draft', languageCode: 'en' };
    await app.request('post', '/api/projects/shop/prompts/mail/versions', app.admin).send(draft).expect(201);
    const value = await key({ environments: ['production'] });
    const byTag = (tag: string, query = '?environmentName=production') => `/api/serve-prompt/execute/shop/mail/${tag}/base${query}`;
    await call(value, 'post', byTag('3.0.0')).expect(404);
    await call(value, 'post', byTag('3.0.0', '')).expect(403);
    expect((await call(value, 'post', byTag('1.0.0')).expect(201)).body).toMatchObject({ processedPrompt: 'Hi' });
    await call(await key({}), 'post', byTag('3.0.0')).expect(201);
  });

  it('of environments read neither translations of drafts nor assets that are not active', async () => {
    const french = [{ languageCode: 'fr-FR', promptText: 'Brouillon' }];
    const draft = { versionTag: '4.0.0', promptText: 'Draft', languageCode: 'en', initialTranslations: french };
    await app.request('post', '/api/projects/shop/prompts/mail/versions', app.admin).send(draft).expect(201);
    const reader = await key({ permissions: ['translation:read', 'asset:read'], environments: ['production'] });
    const prompt = '/api/projects/shop/prompts/mail';
    for (const path of ['translations', 'translations/fr-FR', 'translations/status'])
      await call(reader, 'get', `${prompt}/versions/4.0.0/${path}`).expect(403);
    const asset = { key: 'legal', name: 'Legal', initialValue: 'Active asset', languageCode: 'en' };
    await app.request('post', `${prompt}/assets`, app.admin).send(asset).expect(201);
    const inWork = { versionTag: '1.1.0', value: 'Draft asset', languageCode: 'en' };
    await app.request('post', `${prompt}/assets/legal/versions`, app.admin).send(inWork).expect(201);
    await call(reader, 'get', `${prompt}/assets`).expect(403);
    const served = async (value: string): Promise<string> =>
      (await call(value, 'post', serve('shop', '?environmentName=production&includeAssets=true')).expect(201)).text;
    const narrowed = await served(await key({ environments: ['production'] }));
    expect(narrowed).toContain('Active asset');
    expect(narrowed).not.toContain('Draft asset');
    expect(await served(await key({}))).toContain('Draft asset');
  });

  it('are rotated: the new secret is shown once, the one before stays good until the overlap ends', async () => {
    const created = (await app.request('post', '/api/api-keys', app.admin).send({ name: 'turning' }).expect(201)).body as {
      id: string;
      apiKey: string;
    };
    const rotate = (body: object) => app.request('post', `/api/api-keys/${created.id}/rotate`, app.admin).send(body);
    const first = (await rotate({ overlapSeconds: 60 }).expect(200)).body as { apiKey: string; overlapUntil: string };
    expect(Date.parse(first.overlapUntil)).toBeGreaterThan(Date.now() + 50_000);
    for (const each of [created.apiKey, first.apiKey]) await call(each, 'get', '/api/auth/profile').expect(200);
    const second = (await rotate({ overlapSeconds: 0 }).expect(200)).body as { apiKey: string };
    for (const each of [created.apiKey, first.apiKey]) await call(each, 'get', '/api/auth/profile').expect(401);
    await call(second.apiKey, 'get', '/api/auth/profile').expect(200);
    await rotate({ overlapSeconds: -1 }).expect(400);
    await rotate({ overlapSeconds: 1e9 }).expect(400);
    await app.request('post', `/api/api-keys/${created.id}/rotate`, await app.strangerToken()).expect(404);
    await app.request('post', `/api/api-keys/${created.id}/rotate`).expect(401);
    await app.request('delete', `/api/api-keys/${created.id}`, app.admin).expect(200);
    await rotate({}).expect(409);
    expect(JSON.stringify((await app.request('get', '/api/audit/events', app.admin).expect(200)).body)).not.toContain(
      second.apiKey.split('_')[2],
    );
  });

  it('stop when revoked, in this process at once and on serving routes too', async () => {
    const created = (await app.request('post', '/api/api-keys', app.admin).send({ name: 'short' }).expect(201)).body as {
      id: string;
      apiKey: string;
    };
    await call(created.apiKey, 'post', serve('shop')).expect(201);
    await app.request('delete', `/api/api-keys/${created.id}`, app.admin).expect(200);
    await call(created.apiKey, 'get', '/api/auth/profile').expect(401);
    await call(created.apiKey, 'post', serve('shop')).expect(401);
  });
});
