import { startTestingApp, type TestingApp } from './testing-app';

interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

describe('approvers who could be the requester in disguise', () => {
  let app: TestingApp;
  let requester: Person;
  let another: Person;
  let production: string;
  let used = 0;
  const shop = '/api/projects/shop';
  const PASSWORD = 'a long password';
  const OTHER = 'another long password';

  const post = async (url: string, body: object, token = app.admin, status = 201): Promise<{ id: string; token: string }> =>
    (await app.request('post', url, token).send(body).expect(status)).body as { id: string; token: string };
  const signedIn = async (email: string, password = PASSWORD): Promise<string> =>
    ((await app.request('post', '/api/auth/login').send({ email, password }).expect(200)).body as { access_token: string }).access_token;
  const person = async (creator = app.admin, role = 'admin'): Promise<Person> => {
    const email = `person-${(used += 1)}@japm.test`;
    const { id } = await post('/api/users', { email, password: PASSWORD, role }, creator);
    return { id, email, token: await signedIn(email) };
  };
  const asked = async (token = requester.token): Promise<string> => {
    const versionTag = `2.0.${(used += 1)}`;
    const { id } = await post(`${shop}/prompts/mail/versions`, { versionTag, promptText: versionTag, languageCode: 'en-US' });
    const items = [{ entityType: 'PROMPT_VERSION', entityId: id, versionTag }];
    return (await post(`${shop}/deployments`, { name: `release ${versionTag}`, environmentId: production, items }, token)).id;
  };
  const approve = (id: string, token: string) => app.request('put', `${shop}/deployments/${id}/approve`, token).send({});
  const refuses = async (id: string, token: string, reason: string): Promise<void> => {
    const { body } = (await approve(id, token).expect(403)) as { body: unknown };
    expect(body).toMatchObject({ code: 'prompts.approver_unestablished', detail: expect.stringContaining(reason) as string });
  };
  const rule = (establishedApprovers: boolean) =>
    app.request('put', `${shop}/environments/${production}/rules`, app.admin).send({ establishedApprovers }).expect(200);
  const changesPassword = (token: string, currentPassword = PASSWORD) =>
    app.request('post', '/api/auth/password', token).send({ currentPassword, newPassword: OTHER }).expect(204);
  const NEW = 'was created after the deployment was requested';
  const SET = 'the requester of the deployment set the credentials or role';

  beforeAll(async () => {
    app = await startTestingApp();
    requester = await person();
    another = await person();
    await post('/api/projects', { name: 'Shop' });
    production = (await post(`${shop}/environments`, { name: 'production' })).id;
    await post(`${shop}/prompts`, { name: 'Mail', promptText: 'Hi' });
  }, 30_000);
  beforeEach(() => rule(true));
  afterAll(() => app.stop());

  it('approve where the rule is off, and are judged when the deployment goes out where it is on', async () => {
    await rule(false);
    const first = await asked();
    await approve(first, (await person(requester.token)).token).expect(200);
    await rule(true);
    const preview = await app.request('get', `${shop}/deployments/${first}/preview`, app.admin).expect(200);
    expect(preview.body).toMatchObject({ approvals: { given: 0, needed: 1 }, blockedBy: [{ rule: 'approval' }] });
    const refused = await app.request('post', `${shop}/deployments/${first}/deploy`, app.admin).send({}).expect(409);
    expect(refused.body).toMatchObject({ code: 'prompts.release_refused', obstacles: [{ rule: 'approval' }] });
    const established = await person();
    const second = await asked();
    await approve(second, established.token).expect(200);
    await app.request('post', `/api/users/${established.id}/password-reset`, requester.token).expect(201);
    await app.request('post', `${shop}/deployments/${second}/deploy`, app.admin).send({}).expect(409);
    await approve(second, (await person()).token).expect(403);
    await approve(second, app.admin).expect(200);
    await app.request('post', `${shop}/deployments/${second}/deploy`, app.admin).send({}).expect(201);
  });

  it('are those whose accounts are newer than the request, whoever made them', async () => {
    const colleague = await person();
    const id = await asked();
    await refuses(id, (await person()).token, NEW);
    await approve(id, colleague.token).expect(200);
  });

  it.each([
    ['the account', null],
    ['the password', { password: OTHER }],
    ['the address', { email: 'moved@japm.test' }],
    ['the role', { role: 'tenant_admin' }],
    ['a token', 'reset'],
  ] as const)('are those of whom the requester set %s', async (_what, change) => {
    const colleague = await person(change === null ? requester.token : app.admin);
    let { token } = colleague;
    if (change === 'reset') {
      const reset = await post(`/api/users/${colleague.id}/password-reset`, {}, requester.token);
      await app.request('post', '/api/auth/password-reset').send({ token: reset.token, newPassword: OTHER }).expect(204);
      token = await signedIn(colleague.email, OTHER);
    } else if (change !== null) {
      await app.request('patch', `/api/users/${colleague.id}`, requester.token).send(change).expect(200);
      token = await signedIn('email' in change ? change.email : colleague.email, 'password' in change ? change.password : PASSWORD);
    }
    const id = await asked();
    await refuses(id, token, SET);
    // Somebody else's request is not touched by that.
    await approve(await asked(another.token), token).expect(200);
  });

  it('are those whom the requester set by an API key, also after others did', async () => {
    const colleague = await person();
    const key = (await post('/api/api-keys', { name: 'robot' }, requester.token)) as unknown as { apiKey: string };
    const byKey = app.request('patch', `/api/users/${colleague.id}`).set('X-API-Key', key.apiKey);
    await byKey.send({ role: 'tenant_admin' }).expect(200);
    await app.request('patch', `/api/users/${colleague.id}`, app.admin).send({ password: OTHER }).expect(200);
    await refuses(await asked(), await signedIn(colleague.email, OTHER), SET);
  });

  it('are no longer those who chose a password of their own, but for what was requested before', async () => {
    const colleague = await person(requester.token);
    const before = await asked();
    await changesPassword(colleague.token);
    const token = await signedIn(colleague.email, OTHER);
    await refuses(before, token, SET);
    await approve(await asked(), token).expect(200);
    await app.request('post', `/api/users/${colleague.id}/password-reset`, requester.token).expect(201);
    await refuses(await asked(), token, SET);
  });
});
