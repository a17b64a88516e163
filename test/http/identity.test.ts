import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'patch' | 'delete';
interface Body {
  readonly id: string;
  readonly tenantId: string;
  readonly apiKey: string;
}

const SECRET = /password|hashedKey|secretHash|argon2/iu;
const PLATFORM = '00000000-0000-7000-8000-000000000001';

describe('identity over HTTP', () => {
  let app: TestingApp;
  let stranger: string;
  let tenantAdmin: string;
  let user: string;
  let consumer: string;

  const send = async (method: Method, path: string, token: string | undefined, body: object | undefined, status: number): Promise<Body> => {
    const response = await app.request(method, path, token).send(body).expect(status);
    expect(JSON.stringify(response.body)).not.toMatch(status < 400 ? SECRET : /argon2/u);
    return response.body as Body;
  };
  const withKey = (key: string, method: Method, path: string, token?: string) => app.request(method, path, token).set('x-api-key', key);

  beforeAll(async () => {
    app = await startTestingApp({ auth: { register: true } });
    stranger = await app.strangerToken();
    tenantAdmin = await app.userToken('tenant_admin');
    user = await app.userToken('user');
    consumer = await app.userToken('prompt_consumer');
  });
  afterAll(() => app.stop());

  describe('signing in', () => {
    it('answers the same 401 to everything but the right pair', async () => {
      for (const body of [
        undefined,
        {},
        { email: 'root@japm.test' },
        { email: 'root@japm.test', password: 'x' },
        { email: 'no@japm.test', password: 5 },
      ]) {
        expect(await send('post', '/api/auth/login', undefined, body, 401)).toMatchObject({ message: 'Invalid credentials' });
      }
    });

    it('gives a token whose claims clients read, and the profile of its user', async () => {
      const claims = JSON.parse(Buffer.from(app.admin.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
      expect(claims).toMatchObject({ email: 'root@japm.test', tenantId: PLATFORM });
      expect(Number(claims.exp) - Number(claims.iat)).toBe(86_400);
      expect(await send('get', '/api/auth/profile', app.admin, undefined, 200)).toMatchObject({
        id: claims.sub,
        role: 'admin',
        tenantId: PLATFORM,
      });
      await send('get', '/api/auth/profile', undefined, undefined, 401);
      await send('get', '/api/auth/profile', `${app.admin.slice(0, -4)}AAAA`, undefined, 401);
    });

    it('tells the public whether there is something to set up', async () => {
      expect(await send('get', '/api/auth/initial_setup_check', undefined, undefined, 200)).toEqual({ exists: false, userId: null });
      expect(await send('get', '/api/auth/initial_setup_check', 'forged', undefined, 200)).toEqual({ exists: false, userId: null });
    });

    it('lets somebody register, as a user of the platform tenant', async () => {
      const form = { email: 'new@japm.test', password: 'a long password', name: 'New' };
      expect(await send('post', '/api/auth/register', undefined, form, 201)).toMatchObject({ role: 'user', tenantId: PLATFORM });
      await send('post', '/api/auth/register', undefined, { ...form, email: 'NEW@japm.test' }, 409);
      await send('post', '/api/auth/register', undefined, { email: 'x', password: 'short', name: 'n' }, 400);
    });
  });

  it('answers the role probes by exact role', async () => {
    const probes = ['admin-check', 'tenant-admin-check', 'user-check', 'any-authenticated-check'];
    const allowed = {
      [app.admin]: [200, 403, 403, 200],
      [tenantAdmin]: [403, 200, 403, 200],
      [user]: [403, 403, 200, 200],
      [consumer]: [403, 403, 403, 200],
    };
    for (const [token, statuses] of Object.entries(allowed)) {
      for (const [index, probe] of probes.entries()) await send('get', `/api/${probe}`, token, undefined, statuses[index] ?? 0);
    }
    await send('get', '/api/any-authenticated-check', undefined, undefined, 401);
  });

  describe('API keys', () => {
    it('are shown once, sign in as their owner, and stop at once when revoked', async () => {
      const { id, apiKey } = await send('post', '/api/api-keys', user, { name: 'shop', expiresAt: null }, 201);
      expect(apiKey).toMatch(/^japm_[0-9a-f]{8}_[0-9a-f]{48}$/u);
      await withKey(apiKey, 'get', '/api/auth/profile').expect(200);
      const listed = await withKey(apiKey, 'get', '/api/api-keys').expect(200);
      expect(listed.body).toMatchObject([{ id, name: 'shop', revoked: false }]);
      expect(JSON.stringify(listed.body)).not.toContain(apiKey.split('_')[2]);
      expect(
        await send('patch', `/api/api-keys/${id}`, user, { name: 'renamed', expiresAt: '2031-01-31T09:30:00.000Z' }, 200),
      ).toMatchObject({
        name: 'renamed',
        expiresAt: '2031-01-31T09:30:00.000Z',
      });
      expect(await send('patch', `/api/api-keys/${id}`, user, { expiresAt: '9999-12-31' }, 200)).toMatchObject({
        expiresAt: '9999-12-31T23:59:59.999Z',
      });
      expect(await send('patch', `/api/api-keys/${id}`, user, { expiresAt: null }, 200)).toMatchObject({ expiresAt: null });
      expect(await send('delete', `/api/api-keys/${id}`, user, undefined, 200)).toMatchObject({ revoked: true });
      await withKey(apiKey, 'get', '/api/auth/profile').expect(401);
      await withKey(apiKey, 'get', '/api/auth/profile', user).expect(200);
      expect(await send('get', `/api/api-keys/${id}`, user, undefined, 200)).toMatchObject({ revoked: true });
    });

    it('count on the routes that take keys, and no others', async () => {
      const { apiKey } = await send('post', '/api/api-keys', app.admin, { name: 'root' }, 201);
      await withKey(apiKey, 'get', '/api/users').expect(200);
      await withKey(apiKey, 'get', '/api/tenants').expect(401);
      await withKey(apiKey, 'get', '/api/projects').expect(401);
    });

    it('want a name and a date, and are nobody else’s to find', async () => {
      await send('post', '/api/api-keys', user, {}, 400);
      await send('post', '/api/api-keys', user, { name: 'x', expiresAt: 'tomorrow' }, 400);
      await send('post', '/api/api-keys', user, { name: 'x', scope: 'all' }, 400);
      await send('post', '/api/api-keys', undefined, { name: 'x' }, 401);
      const { id } = await send('post', '/api/api-keys', user, { name: 'mine' }, 201);
      for (const token of [stranger, app.admin, consumer]) {
        await send('get', `/api/api-keys/${id}`, token, undefined, 404);
        await send('patch', `/api/api-keys/${id}`, token, { name: 'theirs' }, 404);
        await send('delete', `/api/api-keys/${id}`, token, undefined, 404);
      }
    });
  });

  describe('users', () => {
    it('are created, listed, changed and deleted, and each change works at once', async () => {
      const form = { email: 'bo@japm.test', password: 'a long password', name: 'Bo' };
      const { id } = await send('post', '/api/users', tenantAdmin, form, 201);
      const token = await app.login(form.email, form.password);
      await send('get', '/api/users', token, undefined, 403);
      expect(await send('patch', `/api/users/${id}`, app.admin, { role: 'tenant_admin', tenantId: 'default-tenant' }, 200)).toMatchObject({
        role: 'tenant_admin',
      });
      expect(await send('get', '/api/users', token, undefined, 200)).toContainEqual(expect.objectContaining({ id, email: form.email }));
      await send('patch', `/api/users/${id}/credentials`, tenantAdmin, { password: 'another password' }, 403);
      await send('patch', `/api/users/${id}/credentials`, app.admin, { password: 'another password' }, 200);
      await send('post', '/api/auth/login', undefined, { email: form.email, password: form.password }, 401);
      await app.login(form.email, 'another password');
      expect(await send('delete', `/api/users/${id}`, app.admin, undefined, 200)).toMatchObject({ id, name: 'Bo' });
      await send('get', '/api/auth/profile', token, undefined, 401);
      await send('get', `/api/users/${id}`, app.admin, undefined, 404);
    });

    it('refuse bad input, a taken address and an unknown role', async () => {
      await send('post', '/api/users', app.admin, { email: 'nobody', password: 'short' }, 400);
      await send('post', '/api/users', app.admin, { email: 'a@japm.test', password: 'a long password', role: 'king' }, 400);
      await send('post', '/api/users', app.admin, { email: 'a@japm.test', password: 'a long password', tenantId: 'acme' }, 400);
      await send('get', '/api/users?tenantId=acme', app.admin, undefined, 400);
      expect(await send('post', '/api/users', app.admin, { email: 'ROOT@japm.test', password: 'a long password' }, 409)).toMatchObject({
        message: expect.stringContaining('already exists') as string,
      });
      const { id } = await send('get', '/api/auth/profile', app.admin, undefined, 200);
      await send('delete', `/api/users/${id}`, app.admin, undefined, 409);
    });

    it('of another tenant are not found, and plain users manage nobody', async () => {
      const { id, tenantId } = await send('get', '/api/auth/profile', user, undefined, 200);
      for (const [method, path, body] of [
        ['get', `/api/users/${id}`, undefined],
        ['patch', `/api/users/${id}`, { name: 'x' }],
        ['delete', `/api/users/${id}`, undefined],
      ] as const) {
        await send(method, path, stranger, body, 404);
        await send(method, path, user, body, 403);
        await send(method, path, undefined, body, 401);
      }
      await send('get', `/api/users?tenantId=${tenantId}`, stranger, undefined, 403);
      const other = await send('get', '/api/auth/profile', stranger, undefined, 200);
      await send('get', `/api/users/${other.id}`, app.admin, undefined, 404);
      await send('get', `/api/users/${other.id}`, tenantAdmin, undefined, 200);
    });
  });

  describe('tenants', () => {
    const initialAdminUser = { email: 'ann@acme.test', password: 'a long password' };

    it('are created with an administrator, changed and deleted', async () => {
      const { id } = await send('post', '/api/tenants', tenantAdmin, { name: 'Acme', initialAdminUser }, 201);
      expect(await send('patch', `/api/tenants/${id}`, app.admin, { name: 'Acme Ltd', initialAdminUser: {} }, 200)).toMatchObject({
        name: 'Acme Ltd',
        marketplaceRequiresApproval: true,
      });
      const own = await app.login(initialAdminUser.email, initialAdminUser.password);
      expect(await send('get', '/api/tenants', own, undefined, 200)).toMatchObject([{ id }]);
      expect(await send('delete', `/api/tenants/${id}`, app.admin, undefined, 200)).toMatchObject({ id });
      await send('get', '/api/auth/profile', own, undefined, 401);
      await send('get', `/api/tenants/${id}`, app.admin, undefined, 404);
    });

    it('refuse bad input, what is taken, and the wrong hands', async () => {
      await send('post', '/api/tenants', app.admin, { name: 'No admin' }, 400);
      await send('post', '/api/tenants', app.admin, { name: 'Platform', initialAdminUser }, 409);
      await send(
        'post',
        '/api/tenants',
        app.admin,
        { name: 'New', initialAdminUser: { ...initialAdminUser, email: 'root@japm.test' } },
        409,
      );
      await send('get', '/api/tenants/nix', app.admin, undefined, 400);
      await send('delete', '/api/tenants/default-tenant', app.admin, undefined, 409);
      await send('post', '/api/tenants', stranger, { name: 'Mine', initialAdminUser }, 403);
      await send('get', `/api/tenants/${PLATFORM}`, stranger, undefined, 404);
      await send('patch', '/api/tenants/default-tenant', stranger, { name: 'x' }, 404);
      await send('delete', `/api/tenants/${PLATFORM}`, stranger, undefined, 403);
      for (const token of [user, consumer]) await send('get', '/api/tenants', token, undefined, 403);
      await send('get', '/api/tenants', undefined, undefined, 401);
    });
  });
});
