import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

describe('members of a project over HTTP', () => {
  let app: TestingApp;
  let user: string;
  let userId: string;
  let other: string;

  const call = (method: Method, path: string, token: string, body?: object) => app.request(method, path, token).send(body);
  const idOf = async (token: string): Promise<string> =>
    ((await call('get', '/api/auth/profile', token).expect(200)).body as { id: string }).id;
  const project = async (name: string): Promise<string> => {
    await call('post', '/api/projects', app.admin, { name }).expect(201);
    return `/api/projects/${name}`;
  };

  beforeAll(async () => {
    app = await startTestingApp();
    [user, other] = [await app.userToken('user'), await app.userToken('user')];
    userId = await idOf(user);
  });
  afterAll(() => app.stop());

  it('close it to the rest of the tenant, in look-ups, lists and below, until the last one goes', async () => {
    const path = await project('closing');
    await call('post', `${path}/prompts`, other, { name: 'Mail', promptText: 'Hi' }).expect(201);
    expect((await call('get', `${path}/members`, other).expect(200)).body).toEqual([]);
    const granted = await call('put', `${path}/members/${userId}`, app.admin, { role: 'viewer' }).expect(200);
    expect(granted.body).toMatchObject({ userId, role: 'viewer', name: 'user' });
    for (const below of ['', '/members', '/prompts', '/prompts/mail', '/prompts/mail/versions', '/environments']) {
      await call('get', `${path}${below}`, other).expect(404);
      await call('get', `${path}${below}`, user).expect(200);
      await call('get', `${path}${below}`, app.admin).expect(200);
    }
    await call('post', `${path}/prompts`, other, { name: 'Theirs', promptText: 'x' }).expect(404);
    const seenBy = async (token: string): Promise<string[]> =>
      ((await call('get', '/api/projects', token).expect(200)).body as { id: string }[]).map(({ id }) => id);
    expect(await seenBy(other)).not.toContain('closing');
    expect(await seenBy(user)).toContain('closing');
    expect(await seenBy(app.admin)).toContain('closing');
    expect((await call('delete', `${path}/members/${userId}`, app.admin).expect(200)).body).toMatchObject({ userId, role: 'viewer' });
    await call('get', path, other).expect(200);
    expect(await seenBy(other)).toContain('closing');
  });

  it('close it to the API keys of the others as well', async () => {
    const path = await project('locked');
    await call('post', `${path}/prompts`, app.admin, { name: 'Mail', promptText: 'Hi', activate: true }).expect(201);
    const consumer = await app.userToken('prompt_consumer');
    const keyOf = async (token: string, scopes: object): Promise<string> =>
      ((await call('post', '/api/api-keys', token, { name: 'k', ...scopes }).expect(201)).body as { apiKey: string }).apiKey;
    const withKey = (key: string, method: Method, at: string) => app.request(method, at).set('x-api-key', key).send({});
    const serving = await keyOf(consumer, {});
    const reading = await keyOf(other, { permissions: ['project:read', 'prompt:read'] });
    const serve = '/api/serve-prompt/execute/locked/mail/latest/base';
    await withKey(serving, 'post', serve).expect(201);
    await withKey(reading, 'get', `${path}/prompts`).expect(200);
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'viewer' }).expect(200);
    await withKey(serving, 'post', serve).expect(404);
    await withKey(reading, 'get', `${path}/prompts`).expect(404);
    expect(JSON.stringify((await withKey(reading, 'get', '/api/projects').expect(200)).body)).not.toContain('locked');
    await call('put', `${path}/members/${await idOf(consumer)}`, app.admin, { role: 'viewer' }).expect(200);
    await withKey(serving, 'post', serve).expect(201);
  });

  it('do what their role there allows', async () => {
    const path = await project('roles');
    const attempts: [Method, string, object | undefined, string[]][] = [
      ['get', '/prompts', undefined, ['viewer', 'editor', 'approver', 'admin']],
      ['post', '/prompts', { promptText: 'x', name: '' }, ['editor', 'admin']],
      ['post', '/environments', { name: '' }, ['admin']],
      ['patch', '', { description: 'x' }, ['admin']],
      ['put', `/members/${await idOf(other)}`, { role: 'viewer' }, ['admin']],
    ];
    for (const role of ['viewer', 'editor', 'approver', 'admin']) {
      await call('put', `${path}/members/${userId}`, app.admin, { role }).expect(200);
      for (const [method, below, body, allowed] of attempts) {
        const name = { name: `${role} ${method} ${below.length}` };
        await call(method, `${path}${below}`, user, body && 'name' in body ? { ...body, ...name } : body).expect(({ status }) => {
          expect([role, method, below, status === 403 ? 'refused' : status < 300]).toEqual([
            role,
            method,
            below,
            allowed.includes(role) ? true : 'refused',
          ]);
        });
      }
    }
  });

  it('are managed by project admins and administrators, and are of the tenant', async () => {
    const path = await project('managed');
    const stranger = await app.strangerToken();
    await call('put', `${path}/members/${userId}`, user, { role: 'admin' }).expect(403);
    await call('put', `${path}/members/${await idOf(stranger)}`, app.admin, { role: 'viewer' }).expect(404);
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'owner' }).expect(400);
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'viewer', tag: 1 }).expect(400);
    await call('put', `${path}/members/${userId}`, app.admin, {}).expect(400);
    await call('delete', `${path}/members/${userId}`, app.admin).expect(404);
    for (const [method, id] of [
      ['get', ''],
      ['put', `/${userId}`],
      ['delete', `/${userId}`],
    ] as const) {
      await call(method, `${path}/members${id}`, stranger, { role: 'admin' }).expect(404);
      await app.request(method, `${path}/members${id}`).send({ role: 'admin' }).expect(401);
    }
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'admin' }).expect(200);
    await call('put', `${path}/members/${await idOf(other)}`, user, { role: 'editor' }).expect(200);
    await call('put', `${path}/members/${await idOf(other)}`, user, { role: 'editor' }).expect(200);
  });

  it('go with their user, who is kept while his going would open a project', async () => {
    const path = await project('leaving');
    const [first, second] = [await app.userToken('user'), await app.userToken('user')];
    await call('put', `${path}/members/${await idOf(first)}`, app.admin, { role: 'viewer' }).expect(200);
    const refused = await call('delete', `/api/users/${await idOf(first)}`, app.admin).expect(409);
    expect((refused.body as { message: string }).message).toContain("the only membership of project 'leaving'");
    await call('put', `${path}/members/${await idOf(second)}`, app.admin, { role: 'viewer' }).expect(200);
    await call('delete', `/api/users/${await idOf(first)}`, app.admin).expect(200);
    expect(((await call('get', `${path}/members`, second).expect(200)).body as unknown[]).length).toBe(1);
  });

  it('are granted on the trail, with high risk', async () => {
    const path = await project('trailed');
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'editor' }).expect(200);
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'approver' }).expect(200);
    await call('delete', `${path}/members/${userId}`, app.admin).expect(200);
    const answer = await call('get', '/api/audit/events?project=trailed&risk=high', app.admin).expect(200);
    const events = JSON.stringify(answer.body);
    for (const each of ['member.grant', 'member.revoke', `trailed/${userId}`, 'approver']) expect(events).toContain(each);
  });
});
