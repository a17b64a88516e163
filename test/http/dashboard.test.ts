import { LogCatchUp } from '#contexts/audit/log/application/log-catch-up.port';
import { startTestingApp, type TestingApp } from './testing-app';

interface Activity {
  readonly id: string;
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly userId: string;
  readonly userName: string | null;
  readonly projectId: string;
  readonly projectName: string;
  readonly details?: object;
  readonly changes?: { readonly old?: object; readonly new?: object };
}
type Stats = Readonly<Record<string, number>>;

describe('the dashboard over HTTP', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  const call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object, token = app.admin) =>
    app.request(method, path, token).send(body);
  const read = async (path: string, token = app.admin): Promise<unknown> =>
    (await app.request('get', `/api/dashboard/${path}`, token).expect(200)).body;
  const activities = async (query = '', token = app.admin): Promise<Activity[]> =>
    (await read(`recent-activity${query}`, token)) as Activity[];
  const stats = async (query = '', token = app.admin): Promise<Stats> => (await read(`stats${query}`, token)) as Stats;
  const idOf = async (token: string): Promise<string> =>
    ((await call('get', '/api/auth/profile', undefined, token)).body as { id: string }).id;
  const kinds = (some: readonly Activity[]): string[] =>
    some.map(({ action, entityType, entityId }) => `${action} ${entityType} ${entityId}`);

  it('shows a change at once: by whom, where, and what it was before', async () => {
    await app.given.project('Shop');
    const user = await app.userToken('user');
    const { id } = await app.given.environment('shop', 'production');
    await call('patch', `/api/projects/shop/environments/${id}`, { description: 'live' }, user).expect(200);
    const [changed, created] = await activities();
    expect(changed).toMatchObject({
      action: 'UPDATE',
      entityType: 'ENVIRONMENT',
      entityId: id,
      userId: await idOf(user),
      userName: 'user',
      projectId: 'shop',
      projectName: 'Shop',
      changes: { old: { description: null }, new: { description: 'live' } },
    });
    expect(created).toMatchObject({ action: 'CREATE', entityId: id, changes: { new: { name: 'production' } } });
    expect([created?.changes && 'old' in created.changes, created && 'details' in created]).toEqual([false, false]);
    await call('delete', `/api/projects/shop/environments/${id}`).expect(200);
    const [deleted] = await activities();
    expect([deleted?.action, deleted?.changes && 'new' in deleted.changes]).toEqual(['DELETE', false]);
  });

  it('has every step of a release once, and nothing of what was refused or changed nothing', async () => {
    await app.given.project('Released');
    const path = '/api/projects/released';
    const { id: environmentId } = await app.given.environment('released', 'production');
    await app.given.prompt('released', { name: 'Mail', promptText: 'Hi' });
    const version = (await call('get', `${path}/prompts/mail/versions/1.0.0`).expect(200)).body as { id: string };
    const other = await app.userToken('tenant_admin');
    const release = async (name: string, versionTag: string, entityId: string): Promise<string> => {
      const items = [{ entityType: 'PROMPT_VERSION', entityId, versionTag }];
      const { id } = (await call('post', `${path}/deployments`, { name, environmentId, items }).expect(201)).body as { id: string };
      await call('put', `${path}/deployments/${id}/approve`).expect(403);
      await call('put', `${path}/deployments/${id}/approve`, undefined, other).expect(200);
      await call('post', `${path}/deployments/${id}/deploy`).expect(201);
      return id;
    };
    const first = await release('first', '1.0.0', version.id);
    const next = await app.given.version(
      { projectId: 'released', promptId: 'mail' },
      { versionTag: '1.1.0', promptText: 'Hello', languageCode: 'en-US' },
    );
    const second = await release('second', '1.1.0', next.id);
    await call('post', `${path}/deployments/${second}/rollback`, { rollbackToDeploymentId: first }).expect(201);
    await call('patch', path, { name: 'Released' }).expect(200);
    await call('post', `${path}/prompts/mail/versions/1.1.0/request-publish`).expect(200);
    await call('put', `${path}/environments/${environmentId}/pointers/mail`, { versionTag: '1.1.0' }).expect(200);
    expect(kinds(await activities('?projectId=released&limit=100')).toReversed()).toEqual([
      'CREATE PROJECT released',
      `CREATE ENVIRONMENT ${environmentId}`,
      'CREATE PROMPT mail',
      'CREATE PROMPT_VERSION mail/1.0.0',
      'UPDATE PROMPT_VERSION mail/1.0.0',
      ...['CREATE', 'APPROVE', 'DEPLOY'].map((action) => `${action} DEPLOYMENT ${first}`),
      'CREATE PROMPT_VERSION mail/1.1.0',
      ...['CREATE', 'APPROVE'].map((action) => `${action} DEPLOYMENT ${second}`),
      'UPDATE PROMPT_VERSION mail/1.1.0',
      ...['DEPLOY', 'ROLLBACK'].map((action) => `${action} DEPLOYMENT ${second}`),
      'PUBLISH PROMPT_VERSION mail/1.1.0',
      `UPDATE ENVIRONMENT ${environmentId}`,
    ]);
  });

  it('can be filtered and paged, and empty values filter nothing', async () => {
    await app.given.project('Filtered');
    const user = await app.userToken('user');
    const tags: string[] = [];
    for (const name of ['a', 'b', 'c'])
      tags.push(((await call('post', '/api/projects/filtered/tags', { name }, user).expect(201)).body as { id: string }).id);
    await call('delete', `/api/projects/filtered/tags/${tags[0]}`).expect(200);
    const [a, b, c] = tags.map((id) => `CREATE TAG ${id}`);
    const mine = `userId=${await idOf(user)}`;
    expect(kinds(await activities(`?${mine}`))).toEqual([c, b, a]);
    expect(kinds(await activities(`?${mine}&limit=1&offset=1`))).toEqual([b]);
    expect(await activities(`?${mine}&offset=3`)).toEqual([]);
    expect(kinds(await activities('?projectId=filtered&entityType=TAG&action=DELETE'))).toEqual([`DELETE TAG ${tags[0]}`]);
    expect(await activities('?projectId=filtered&entityType=DEPLOYMENT_ITEM')).toEqual([]);
    const all = await activities();
    expect(await activities('?userId=&projectId=&entityType=&action=&limit=&offset=')).toEqual(all);
    expect(await read('activity')).toEqual(all);
    expect(all).toHaveLength(10);
    expect(await activities('?projectId=nowhere')).toEqual([]);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'offset=-1', 'offset=1.5', 'action=create', 'entityType=NOTHING', 'projet=shop'])(
    'refuses %s',
    async (query) => {
      await app.request('get', `/api/dashboard/activity?${query}`, app.admin).expect(400);
    },
  );

  it('is of the own tenant, and of nobody but its members', async () => {
    const stranger = await app.strangerToken();
    expect(await activities('', stranger)).toEqual([]);
    expect(await activities('?projectId=shop', stranger)).toEqual([]);
    expect(await stats('?projectId=shop', stranger)).toMatchObject({ activeProjects: 0, activeUsers: 1, activePrompts: 0 });
    const consumer = await app.userToken('prompt_consumer');
    for (const path of ['stats', 'activity', 'recent-activity', 'rebuild']) {
      await app.request('get', `/api/dashboard/${path}`, consumer).expect(403);
      await app.request('get', `/api/dashboard/${path}`).expect(401);
    }
  });

  it('counts what a tenant and a project have', async () => {
    await app.given.project('Counted');
    const path = '/api/projects/counted';
    const before = await stats();
    await app.given.prompt('counted', { name: 'Mail', promptText: 'Hi' });
    for (const key of ['on', 'off']) await call('post', `${path}/prompts/mail/assets`, { key, name: key, initialValue: 'x' }).expect(201);
    await call('patch', `${path}/prompts/mail/assets/off`, { enabled: false }).expect(200);
    await call('post', `${path}/aimodels`, { name: 'gpt' }).expect(201);
    await call('post', `${path}/regions`, { languageCode: 'es-MX', name: 'Mexico' }).expect(201);
    await call('post', `${path}/cultural-data`, { key: 'greeting', regionId: 'es-MX' }).expect(201);
    const own = { activeModels: 1, activeAssets: 1, activePrompts: 1, configuredRegions: 1, culturalDataEntries: 1, executedPrompts: 0 };
    const after = await stats('?projectId=counted');
    expect(after).toEqual({ ...own, activeProjects: before.activeProjects, activeUsers: before.activeUsers });
    const all = await stats();
    expect(Object.fromEntries(Object.entries(own).map(([name]) => [name, (all[name] ?? 0) - (before[name] ?? 0)]))).toEqual(own);
    await call('delete', `${path}/prompts/mail`).expect(200);
    await call('delete', path).expect(204);
    expect(await stats()).toEqual({ ...before, activeProjects: (before.activeProjects ?? 0) - 1 });
    expect(await stats('?projectId=counted')).toMatchObject({ activePrompts: 0, configuredRegions: 0 });
  });

  describe('of projects with members', () => {
    let [inside, outside, insideId]: string[] = [];

    beforeAll(async () => {
      [inside, outside] = [await app.userToken('user'), await app.userToken('user')];
      insideId = await idOf(inside);
    });

    const projects = async (token?: string): Promise<Set<string>> =>
      new Set((await activities('?limit=100', token)).map(({ projectId }) => projectId));
    const closed = async (name: string): Promise<string> => {
      await app.given.project(name);
      await app.given.prompt(name, { name: 'Mail', promptText: 'Hi' });
      await call('put', `/api/projects/${name}/members/${insideId}`, { role: 'viewer' }).expect(200);
      return `/api/projects/${name}`;
    };

    it('shows nothing to others, as long as it has members', async () => {
      const path = await closed('secret');
      const hidden = await stats('?projectId=secret', outside);
      expect(hidden).toMatchObject({ activePrompts: 0 });
      expect(await activities('?projectId=secret', outside)).toEqual([]);
      expect((await projects(outside)).has('secret')).toBe(false);
      expect([(await projects(inside)).has('secret'), (await projects()).has('secret')]).toEqual([true, true]);
      expect(await stats('?projectId=secret', inside)).toMatchObject({
        activePrompts: 1,
        activeProjects: (hidden.activeProjects ?? 0) + 1,
      });
      await call('delete', `${path}/members/${insideId}`).expect(200);
      expect((await projects(outside)).has('secret')).toBe(true);
    });

    it('shows a deleted one to administrators only, also when its slug is used again', async () => {
      const path = await closed('gone');
      await call('delete', `${path}/prompts/mail`).expect(200);
      await call('delete', path).expect(204);
      for (const token of [inside, outside]) expect(await activities('?projectId=gone', token)).toEqual([]);
      const all = kinds(await activities('?projectId=gone&limit=100'));
      expect([all[0], all.length]).toEqual(['DELETE PROJECT gone', 7]);
      await app.given.project('gone');
      expect(kinds(await activities('?projectId=gone', outside))).toEqual(['CREATE PROJECT gone']);
      expect(await activities('?projectId=gone&limit=100')).toHaveLength(8);
    });

    it('shows a deleted one that was open to everybody, unless a later one of its slug is closed to them', async () => {
      await app.given.project('reused');
      await call('delete', '/api/projects/reused').expect(204);
      expect(kinds(await activities('?projectId=reused', outside))).toEqual(['DELETE PROJECT reused', 'CREATE PROJECT reused']);
      await closed('reused');
      expect(await activities('?projectId=reused', outside)).toEqual([]);
    });

    it('shows a key nothing but the projects that it is restricted to', async () => {
      await app.given.project('keyed');
      const body = { name: 'k', permissions: ['dashboard:read'], projects: ['keyed'] };
      const { apiKey } = await app.given.apiKey(body);
      const withKey = async (path: string): Promise<unknown> =>
        (await app.request('get', `/api/dashboard/${path}`).set('x-api-key', apiKey).expect(200)).body;
      expect(kinds((await withKey('activity?limit=100')) as Activity[])).toEqual(['CREATE PROJECT keyed']);
      expect(await withKey('stats')).toMatchObject({ activeProjects: 1, activePrompts: 0 });
    });
  });

  it('shows the whole name of a project, also when it is too long for the log', async () => {
    const name = 'あ'.repeat(100);
    await app.given.project(name, { slug: 'long-name' });
    expect(await activities('?projectId=long-name')).toMatchObject([{ projectName: name }]);
  });

  it('says in a warning how much of the log is missing', async () => {
    const { product } = app;
    const catchUp = product.container.get(LogCatchUp);
    const wait = jest.spyOn(catchUp, 'wait').mockResolvedValue(3);
    for (const path of ['stats', 'activity', 'recent-activity']) {
      const { headers } = await app.request('get', `/api/dashboard/${path}`, app.admin).expect(200);
      expect(headers.warning).toBe('199 - "3 events are not on the dashboard yet"');
    }
    wait.mockRestore();
    expect((await app.request('get', '/api/dashboard/stats', app.admin).expect(200)).headers.warning).toBeUndefined();
  });
});
