import { generateKeyPairSync } from 'node:crypto';
import { startTestingApp, type TestingApp } from './testing-app';

interface Signed {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly token_type: string;
}
interface Event {
  readonly action: string;
  readonly risk: string;
  readonly outcome: string;
}
type Method = 'get' | 'post' | 'patch' | 'delete';

const PASSWORD = 'a long password';

describe('sessions over HTTP', () => {
  let app: TestingApp;
  let users = 0;

  const send = async (
    method: Method,
    path: string,
    token: string | undefined,
    body: object | undefined,
    status: number,
  ): Promise<unknown> => {
    const response = await app.request(method, path, token).send(body);
    expect([`${method} ${path}`, response.status, status === response.status ? null : response.body]).toEqual([
      `${method} ${path}`,
      status,
      null,
    ]);
    return response.body as unknown;
  };
  const signIn = async (email: string, password = PASSWORD): Promise<Signed> =>
    (await send('post', '/api/auth/login', undefined, { email, password }, 200)) as Signed;
  const refresh = (token: string, status = 200): Promise<unknown> =>
    send('post', '/api/auth/refresh', undefined, { refresh_token: token }, status);
  const profile = (token: string, status: number): Promise<unknown> => send('get', '/api/auth/profile', token, undefined, status);
  const user = async (role = 'user'): Promise<{ id: string; email: string }> => {
    const email = `session-${(users += 1)}@japm.test`;
    return (await send('post', '/api/users', app.admin, { email, password: PASSWORD, role }, 201)) as { id: string; email: string };
  };
  const events = async (action: string): Promise<Event[]> => {
    const found = await send('get', `/api/audit/events?action=${action}`, app.admin, undefined, 200);
    return Array.isArray(found) ? (found as Event[]) : (found as { events: Event[] }).events;
  };

  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  it('are renewed by a refresh token, once each; a second use ends them and is on the trail', async () => {
    const { email } = await user();
    const first = await signIn(email);
    expect(first).toMatchObject({ expires_in: 86_400, token_type: 'Bearer' });
    const second = (await refresh(first.refresh_token)) as Signed;
    await profile(first.access_token, 200);
    await profile(second.access_token, 200);
    await refresh(first.refresh_token, 401);
    await profile(second.access_token, 401);
    await refresh(second.refresh_token, 401);
    expect(await events('session.reuse')).toContainEqual(expect.objectContaining({ action: 'session.reuse', risk: 'high' }));
    expect(JSON.stringify(await events('session.refresh'))).not.toContain(first.refresh_token);
    await refresh('nonsense', 401);
    await send('post', '/api/auth/refresh', undefined, {}, 400);
  });

  it('are listed, and ended one by one by their owner only', async () => {
    const { email } = await user();
    const [here, there] = [await signIn(email), await signIn(email)];
    const listed = (await send('get', '/api/auth/sessions', here.access_token, undefined, 200)) as { id: string; current: boolean }[];
    expect(listed.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(JSON.stringify(listed)).not.toMatch(/hash|japm_rt/iu);
    const other = listed.find(({ current }) => !current)?.id ?? '';
    await send('delete', `/api/auth/sessions/${other}`, app.admin, undefined, 404);
    await send('delete', `/api/auth/sessions/${other}`, await app.strangerToken(), undefined, 404);
    await send('delete', `/api/auth/sessions/${other}`, here.access_token, undefined, 204);
    await profile(there.access_token, 401);
    await refresh(there.refresh_token, 401);
    await profile(here.access_token, 200);
    for (const [method, path] of [
      ['get', '/api/auth/sessions'],
      ['delete', `/api/auth/sessions/${other}`],
      ['post', '/api/auth/logout'],
      ['post', '/api/auth/logout-everywhere'],
      ['post', '/api/auth/password'],
    ] as const) {
      await send(method, path, undefined, undefined, 401);
    }
  });

  it('end at logout, here or everywhere', async () => {
    const { email } = await user('prompt_consumer');
    const [one, two, three] = [await signIn(email), await signIn(email), await signIn(email)];
    await send('post', '/api/auth/logout', one.access_token, undefined, 204);
    await profile(one.access_token, 401);
    await profile(two.access_token, 200);
    await send('post', '/api/auth/logout', two.access_token, { everywhere: 'yes' }, 400);
    await send('post', '/api/auth/logout', two.access_token, { everywhere: true }, 204);
    await profile(three.access_token, 401);
    const four = await signIn(email);
    await send('post', '/api/auth/logout-everywhere', four.access_token, undefined, 204);
    await profile(four.access_token, 401);
  });

  it('other than this one end when somebody changes his password, which wants the old one', async () => {
    const { email } = await user();
    const [here, there] = [await signIn(email), await signIn(email)];
    const change = (currentPassword: string, newPassword: string, status: number): Promise<unknown> =>
      send('post', '/api/auth/password', here.access_token, { currentPassword, newPassword }, status);
    await change('wrong password', 'another password', 403);
    await change(PASSWORD, 'short', 400);
    await send('post', '/api/auth/password', here.access_token, { newPassword: 'another password' }, 400);
    await change(PASSWORD, 'another password', 204);
    await profile(here.access_token, 200);
    await profile(there.access_token, 401);
    await send('post', '/api/auth/login', undefined, { email, password: PASSWORD }, 401);
    await signIn(email, 'another password');
  });

  it('end when an administrator changes address or password, with high risk', async () => {
    const { id, email } = await user();
    const { access_token } = await signIn(email);
    await send('patch', `/api/users/${id}`, app.admin, { name: 'Same person' }, 200);
    await profile(access_token, 200);
    await send('patch', `/api/users/${id}`, app.admin, { password: 'another password' }, 200);
    await profile(access_token, 401);
    expect(await events('user.credentials')).toContainEqual(expect.objectContaining({ risk: 'high', outcome: 'success' }));
  });

  it('stop with a disabled user, and do not come back with him', async () => {
    const { id, email } = await user();
    const { access_token, refresh_token } = await signIn(email);
    const { apiKey } = (await send('post', '/api/api-keys', access_token, { name: 'k' }, 201)) as { apiKey: string };
    const withKey = (status: number) => app.request('get', '/api/auth/profile').set('x-api-key', apiKey).expect(status);
    await withKey(200);
    expect(await send('patch', `/api/users/${id}`, app.admin, { disabled: true }, 200)).toMatchObject({ disabled: true });
    await profile(access_token, 401);
    await refresh(refresh_token, 401);
    await withKey(401);
    await send('post', '/api/auth/login', undefined, { email, password: PASSWORD }, 401);
    expect(await send('patch', `/api/users/${id}`, app.admin, { disabled: false }, 200)).toMatchObject({ disabled: false });
    await profile(access_token, 401);
    await withKey(200);
    await signIn(email);
  });

  it('stop with a disabled tenant, which only the platform may shut', async () => {
    const stranger = await app.strangerToken();
    const { tenantId } = (await profile(stranger, 200)) as { tenantId: string };
    await send('patch', `/api/tenants/${tenantId}`, stranger, { disabled: true }, 403);
    await send('patch', '/api/tenants/default-tenant', app.admin, { disabled: true }, 409);
    expect(await send('patch', `/api/tenants/${tenantId}`, app.admin, { disabled: true }, 200)).toMatchObject({ disabled: true });
    await profile(stranger, 401);
    expect(await send('patch', `/api/tenants/${tenantId}`, app.admin, { disabled: false }, 200)).toMatchObject({ disabled: false });
    await profile(stranger, 401);
  });

  it('start anew after a reset with a one-time token of an administrator', async () => {
    const { id, email } = await user();
    const { access_token } = await signIn(email);
    const issue = (token: string, status: number): Promise<unknown> =>
      send('post', `/api/users/${id}/password-reset`, token, undefined, status);
    await issue(access_token, 403);
    await issue(await app.strangerToken(), 404);
    const { token: first } = (await issue(app.admin, 201)) as { token: string };
    const { token } = (await issue(app.admin, 201)) as { token: string; expiresAt: string };
    const reset = (with_: string, newPassword: string, status: number): Promise<unknown> =>
      send('post', '/api/auth/password-reset', undefined, { token: with_, newPassword }, status);
    await reset(first, 'chosen by bo himself', 401);
    await reset(token, 'short', 400);
    await reset(token, 'chosen by bo himself', 204);
    await reset(token, 'chosen by somebody else', 401);
    await profile(access_token, 401);
    await signIn(email, 'chosen by bo himself');
    expect(JSON.stringify([await events('user.issue_reset'), await events('user.reset_password')])).not.toContain(token);
    const root = (await profile(app.admin, 200)) as { id: string };
    await send('post', `/api/users/${root.id}/password-reset`, await app.userToken('tenant_admin'), undefined, 403);
  });

  it('answer too many failures of one account with 429 and Retry-After', async () => {
    const { email } = await user();
    for (let time = 0; time < 5; time += 1) await send('post', '/api/auth/login', undefined, { email, password: 'wrong' }, 401);
    const refused = await app.request('post', '/api/auth/login').send({ email, password: PASSWORD }).expect(429);
    expect(Number(refused.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.body).toMatchObject({ code: 'identity.too_many_failures' });
    expect(await events('session.lockout')).toContainEqual(expect.objectContaining({ risk: 'high' }));
  });

  it('leave each tenant an enabled administrator', async () => {
    const stranger = await app.strangerToken();
    const { id } = (await profile(stranger, 200)) as { id: string };
    const platformAdmin = await app.userToken('tenant_admin');
    for (const [method, body] of [
      ['patch', { role: 'user' }],
      ['patch', { disabled: true }],
      ['delete', undefined],
    ] as const) {
      await send(method, `/api/users/${id}`, platformAdmin, body, 409);
    }
    await send('patch', `/api/users/${id}`, stranger, { role: 'user' }, 403);
    await send('patch', `/api/users/${id}`, stranger, { disabled: true }, 403);
  });

  it('leave a tenant an enabled administrator also when two shut each other out at once', async () => {
    const stranger = await app.strangerToken();
    const { id } = (await profile(stranger, 200)) as { id: string };
    const second = { email: `second-${(users += 1)}@other.test`, password: PASSWORD, role: 'tenant_admin' };
    const { id: secondId } = (await send('post', '/api/users', stranger, second, 201)) as { id: string };
    const { access_token } = await signIn(second.email);
    const outcomes = await Promise.all([
      app.request('patch', `/api/users/${secondId}`, stranger).send({ role: 'user' }),
      app.request('patch', `/api/users/${id}`, access_token).send({ role: 'user' }),
    ]);
    // The slower one was let in as an administrator, or is none any more when he is looked at.
    const [better, worse] = outcomes.map(({ status }) => status).sort();
    expect(better).toBe(200);
    expect([403, 409]).toContain(worse);
  });

  it('are signed with a secret by default, so that there are no public keys', async () => {
    expect(await send('get', '/api/auth/jwks', undefined, undefined, 200)).toEqual({ keys: [] });
    const [header = ''] = app.admin.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'HS256', kid: expect.any(String) as string });
  });
});

describe('tokens signed with keys of one’s own', () => {
  it('are taken, and anybody may read the public keys', async () => {
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const app = await startTestingApp({ auth: { jwtKeys: `${pem.replaceAll('\n', '\\n')}, an older secret that is thirty-two long` } });
    try {
      const { kid, alg } = JSON.parse(Buffer.from(app.admin.split('.')[0] ?? '', 'base64url').toString()) as { kid: string; alg: string };
      await app.request('get', '/api/auth/profile', app.admin).expect(200);
      const body: unknown = (await app.request('get', '/api/auth/jwks').expect(200)).body;
      expect(body).toEqual({ keys: [expect.objectContaining({ kid, alg, kty: 'EC', use: 'sig' })] });
      expect(alg).toBe('ES256');
      expect(body).not.toHaveProperty('keys.0.d');
    } finally {
      await app.stop();
    }
  });
});
