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

  it('release with two pairs of eyes and no administrator, and try out what they write', async () => {
    const path = await project('four-eyes');
    const mail = { name: 'Mail', promptText: 'Hi', activate: true };
    await call('post', `${path}/prompts`, user, mail).expect(201);
    const { id: environmentId } = (await call('post', `${path}/environments`, user, { name: 'production' }).expect(201)).body as {
      id: string;
    };
    const { id: entityId } = (await call('get', `${path}/prompts/mail/versions/1.0.0`, user).expect(200)).body as { id: string };
    const form = (name: string) => ({ name, environmentId, items: [{ entityType: 'PROMPT_VERSION', entityId, versionTag: '1.0.0' }] });
    const serve = '/api/serve-prompt/execute/four-eyes/mail/latest/base';
    const tryOut = () => call('post', `${path}/prompts/mail/resolve`, user, { version: '1.0.0' });
    // Without members as in version 1.
    await call('post', `${path}/deployments`, user, form('Open')).expect(403);
    await tryOut().expect(403);

    const otherId = await idOf(other);
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'editor' }).expect(200);
    await call('put', `${path}/members/${otherId}`, app.admin, { role: 'approver' }).expect(200);
    await call('post', `${path}/deployments`, other, form('By the approver')).expect(403);
    const asked = await call('post', `${path}/deployments`, user, form('By the editor')).expect(201);
    const at = `${path}/deployments/${(asked.body as { id: string }).id}`;
    await call('put', `${at}/approve`, user).expect(403);
    expect((await call('put', `${at}/approve`, other).expect(200)).body).toMatchObject({ status: 'APPROVED', approvedById: otherId });
    await call('post', `${at}/deploy`, user, {}).expect(403);
    await call('post', `${at}/deploy`, other, {}).expect(201);
    expect((await tryOut().expect(200)).body).toMatchObject({ text: 'Hi' });
    await call('post', serve, user, {}).expect(403);
    await call('post', `${path}/prompts/mail/resolve`, other, { version: '1.0.0' }).expect(403);

    // An approver approves everybody's requests but their own, as project admins do.
    await call('put', `${path}/members/${otherId}`, app.admin, { role: 'admin' }).expect(200);
    const own = await call('post', `${path}/deployments`, other, form('By the project admin')).expect(201);
    await call('put', `${path}/deployments/${(own.body as { id: string }).id}/approve`, other).expect(403);
    await call('put', `${at}/approve`, await app.userToken('user')).expect(404);
  });

  it('of the tenant who are auditors read its audit log, and nothing else', async () => {
    const email = 'auditor@japm.test';
    const form = { email, password: 'a long password', name: 'Auditor', role: 'auditor' };
    expect((await call('post', '/api/users', app.admin, form).expect(201)).body).toMatchObject({ role: 'auditor' });
    expect((await call('get', '/api/users?role=auditor', app.admin).expect(200)).body).toMatchObject([{ email }]);
    const auditor = await app.login(email, form.password);
    expect((await call('get', '/api/auth/profile', auditor).expect(200)).body).toMatchObject({ role: 'auditor' });
    const events = (await call('get', '/api/audit/events?action=user.create', auditor).expect(200)).body as object[];
    expect(events.length).toBeGreaterThan(0);
    await call('get', '/api/audit/log/checkpoint', auditor).expect(200);
    const path = await project('audited');
    await call('put', `${path}/members/${await idOf(auditor)}`, app.admin, { role: 'admin' }).expect(200);
    for (const each of ['/api/projects', path, `${path}/prompts`, '/api/users', '/api/tenants'])
      await call('get', each, auditor).expect(403);
  });

  it('approve and try out with keys that name it, and no others', async () => {
    const path = await project('keyed');
    await call('post', `${path}/prompts`, app.admin, { name: 'Mail', promptText: 'Hi', activate: true }).expect(201);
    await call('put', `${path}/members/${userId}`, app.admin, { role: 'editor' }).expect(200);
    const made = await call('post', '/api/api-keys', user, { name: 'k', permissions: ['prompt:resolve'] }).expect(201);
    const key = (made.body as { apiKey: string }).apiKey;
    const withKey = (at: string) => app.request('post', at).set('x-api-key', key).send({ version: '1.0.0' });
    await withKey(`${path}/prompts/mail/resolve`).expect(200);
    await withKey('/api/serve-prompt/execute/keyed/mail/latest/base').expect(403);
    await withKey(`${path}/deployments`).expect(401);
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
