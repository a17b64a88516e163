import { RefreshSession } from '#contexts/identity/sign-in/application/refresh-session';
import { ResetPassword } from '#contexts/identity/user/application/reset-password';
import { startTestingApp, type TestingApp } from './testing-app';

/** What may be used once, used by two who have both looked it up before either of them uses it. */
describe('what is good for one use', () => {
  let app: TestingApp;

  const outcomes = async (...both: readonly Promise<unknown>[]): Promise<string[]> =>
    (await Promise.allSettled(both)).map(({ status }) => status).toSorted((a, b) => (a < b ? -1 : 1));
  const user = async (email: string): Promise<string> => {
    const { body } = (await app.request('post', '/api/users', app.admin).send({ email, password: 'a long password' }).expect(201)) as {
      body: { id: string };
    };
    return body.id;
  };

  beforeAll(async () => {
    app = await startTestingApp();
  }, 30_000);
  afterAll(() => app.stop());

  it('a reset token sets one of two passwords', async () => {
    const id = await user('bo@japm.test');
    const issued = await app.request('post', `/api/users/${id}/password-reset`, app.admin).expect(201);
    const { token } = issued.body as { token: string };
    const reset = app.product.container.get(ResetPassword);
    const passwords = ['one that bo chose', 'one that eve chose'];
    const both = passwords.map((newPassword) => reset.execute({ token, newPassword }));
    expect(await outcomes(...both)).toEqual(['fulfilled', 'rejected']);
    const logins = passwords.map((password) => app.request('post', '/api/auth/login').send({ email: 'bo@japm.test', password }));
    expect((await Promise.all(logins)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it('a refresh token makes one new pair of tokens', async () => {
    await user('cy@japm.test');
    const signedIn = await app.request('post', '/api/auth/login').send({ email: 'cy@japm.test', password: 'a long password' }).expect(200);
    const { refresh_token: token } = signedIn.body as { refresh_token: string };
    const refresh = app.product.container.get(RefreshSession);
    expect(await outcomes(refresh.execute(token), refresh.execute(token))).toEqual(['fulfilled', 'rejected']);
  });

  it('an approval counts once for each approver', async () => {
    const post = async (path: string, body: object = {}): Promise<string> =>
      ((await app.request('post', `/api${path}`, app.admin).send(body).expect(201)) as unknown as { body: { id: string } }).body.id;
    await post('/projects', { name: 'Shop' });
    const environmentId = await post('/projects/shop/environments', { name: 'production' });
    const entityId = await post('/projects/shop/aimodels', { name: 'model' });
    const items = [{ entityType: 'AI_MODEL', entityId, versionTag: '1' }];
    const id = await post('/projects/shop/deployments', { name: 'first', environmentId, items });
    const approver = await app.userToken('tenant_admin');
    const send = (method: 'put' | 'post', step: string, token: string): Promise<number> =>
      app.request(method, `/api/projects/shop/deployments/${id}/${step}`, token).then(({ status }) => status);
    const approved = await Promise.all([send('put', 'approve', approver), send('put', 'approve', approver)]);
    expect(approved.toSorted((a, b) => a - b)).toEqual([200, 400]);
    const deployed = await Promise.all([send('post', 'deploy', app.admin), send('post', 'deploy', app.admin)]);
    expect(deployed.toSorted((a, b) => a - b)).toEqual([201, 400]);
  });
});
