import { startTestingApp, type TestingApp } from './testing-app';

const LIMITS = {
  enabled: true,
  auth: { requests: 6, seconds: 900 },
  reads: { requests: 8, seconds: 60 },
  writes: { requests: 4, seconds: 60 },
  execution: { requests: 2, seconds: 60 },
  tenantFactor: 3,
};

describe('limits', () => {
  let app: TestingApp;

  beforeEach(async () => {
    app = await startTestingApp({ limits: LIMITS, server: { trustedProxies: 1 } });
  });
  afterEach(() => app.stop());

  const get = (path: string, token?: string) => app.request('get', path, token);
  const statuses = async (times: number, call: () => PromiseLike<{ status: number }>): Promise<number[]> => {
    const seen: number[] = [];
    for (let time = 0; time < times; time += 1) seen.push((await call()).status);
    return seen;
  };
  // Another account each time: one alone would wait after a few failures.
  let accounts = 0;
  const loginFrom = (address: string, path = '/api/auth/login') =>
    app
      .request('post', path)
      .set('x-forwarded-for', address)
      .send({ email: `nobody-${(accounts += 1)}@japm.test`, password: 'x' });

  it('tell a caller in standard fields how many requests are left', async () => {
    const { headers } = await get('/api/any-authenticated-check', app.admin).expect(200);
    expect(headers['ratelimit-policy']).toBe('"reads";q=8;w=60, "tenant-reads";q=24;w=60');
    expect(headers.ratelimit).toMatch(/^"reads";r=7;t=\d+, "tenant-reads";r=23;t=\d+$/u);
    expect(headers).toMatchObject({
      'ratelimit-limit': '8',
      'ratelimit-remaining': '7',
      'ratelimit-reset': expect.stringMatching(/^\d+$/u) as string,
    });
  });

  it('refuse the request after the last with a problem and the time to wait, put it on the trail, and leave others alone', async () => {
    const user = await app.userToken('user');
    const probe = (token: string) => get('/api/any-authenticated-check', token);
    expect(await statuses(8, () => probe(user))).toEqual(Array(8).fill(200));
    const refused = await probe(user).set('accept', 'application/problem+json').expect(429);
    expect(refused.headers).toMatchObject({
      'content-type': expect.stringContaining('problem+json') as string,
      'ratelimit-remaining': '0',
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused.body).toMatchObject({ status: 429, statusCode: 429, code: 'request.rate_limited' });
    await probe(app.admin).expect(200);
    const trail = await get('/api/audit/events?outcome=denied', app.admin).expect(200);
    expect(JSON.stringify(trail.body)).toContain('request.rate_limited');
  });

  it('count writes and reads apart, and serving as a read', async () => {
    const write = () => app.request('post', '/api/projects', app.admin).send({});
    expect(await statuses(5, write)).toEqual([400, 400, 400, 400, 429]);
    const served = await app.request('post', '/api/serve-prompt/execute/p/q/1.0.0/base', app.admin).send({});
    expect(served.headers['ratelimit-policy']).toContain('"reads"');
    await get('/api/projects', app.admin).expect(200);
  });

  it('count each item of a batch of resolves', async () => {
    const items = (count: number) => Array.from({ length: count }, () => ({ projectId: 'p', promptId: 'q', version: 'latest' }));
    const batch = (count: number) => app.request('post', '/api/resolve', app.admin).send({ items: items(count) });
    const { headers } = await batch(5).expect(200);
    expect(headers.ratelimit).toMatch(/^"reads";r=3;t=\d+, "tenant-reads";r=19;t=\d+$/u);
    await batch(4).expect(429);
    const { status } = await app.request('post', '/api/resolve', await app.userToken('user')).send({ items: [] });
    expect(status).toBe(400);
  });

  it('count an API key by itself, and all callers of a tenant together', async () => {
    const created = await app.request('post', '/api/api-keys', app.admin).send({ name: 'k' }).expect(201);
    const { apiKey } = created.body as { apiKey: string };
    const withKey = () => get('/api/auth/profile').set('x-api-key', apiKey);
    expect(await statuses(9, withKey)).toEqual([...Array<number>(8).fill(200), 429]);
    await get('/api/auth/profile', app.admin).expect(200);
    const [bo, cy] = [await app.userToken('user'), await app.userToken('user')];
    await statuses(8, () => get('/api/auth/profile', bo));
    const last = await statuses(8, () => get('/api/auth/profile', cy));
    expect(last).toEqual([200, 200, 200, 200, 200, 200, 200, 429]);
  });

  it.each(['/api/auth/login', '/API/Auth/Login/', '/api/auth/register'])('count %s by address, in whatever spelling', async (path) => {
    const seen = await statuses(8, () => loginFrom('203.0.113.7', path).set('authorization', 'Bearer x'));
    expect(seen.slice(6)).toEqual([429, 429]);
    expect(seen.slice(0, 6)).not.toContain(429);
    expect((await loginFrom('203.0.113.8', path)).status).not.toBe(429);
  });

  it('count renewals and the way through an OpenID provider by address, as they count sign-ins', async () => {
    const from = (method: 'get' | 'post', path: string, address: string) =>
      app
        .request(method, path)
        .set('x-forwarded-for', address)
        .send(method === 'post' ? { refresh_token: 'x' } : undefined);
    expect(await statuses(7, () => from('post', '/api/auth/refresh', '203.0.113.20'))).toEqual([...Array<number>(6).fill(401), 429]);
    const there = '/api/auth/oidc/nobody/start';
    expect(await statuses(7, () => from('get', there, '203.0.113.21'))).toEqual([...Array<number>(6).fill(404), 429]);
    expect((await from('get', '/api/auth/oidc/nobody/callback?code=x', '203.0.113.21')).status).toBe(429);
    expect((await from('get', there, '203.0.113.22')).status).toBe(404);
  });

  it('count by address what is refused before its credentials are checked, and leave good requests alone', async () => {
    const malformed = (token?: string) => app.request('post', '/api/projects', token).type('json').send('{');
    expect(await statuses(6, () => malformed('forged'))).toEqual([400, 400, 400, 400, 429, 429]);
    expect((await malformed(app.admin)).headers['ratelimit-policy']).toBe('"writes";q=4;w=60');
    await app.given.project('Good');
    const long = () => get(`/api/projects?q=${'x'.repeat(9000)}`, app.admin);
    expect(await statuses(9, long)).toEqual([...Array<number>(8).fill(414), 429]);
  });

  it('count a malformed guess once', async () => {
    const guess = () => app.request('post', '/api/auth/login').set('x-forwarded-for', '203.0.113.9').type('json').send('{');
    expect(await statuses(7, guess)).toEqual([...Array<number>(6).fill(400), 429]);
  });

  it('take an IPv6 network of 64 bits for one address', async () => {
    let n = 0;
    const seen = await statuses(7, () => loginFrom(`2001:db8:0:7::${(n += 1).toString(16)}`));
    expect(seen.at(-1)).toBe(429);
    expect((await loginFrom('2001:db8:0:8::1')).status).not.toBe(429);
  });

  it('count by address what carries no valid credentials, without locking out those that are valid', async () => {
    const seen = await statuses(9, () => get('/api/any-authenticated-check', 'forged'));
    expect(seen).toEqual([...Array<number>(8).fill(401), 429]);
    await get('/api/any-authenticated-check', app.admin).expect(200);
    expect(await statuses(2, () => get('/api/auth/initial_setup_check', 'forged'))).toEqual([429, 429]);
    await get('/health').expect(200);
    await get('/api/docs-json').expect(429);
  });
});

describe('without limits', () => {
  it('no answer speaks of them', async () => {
    const app = await startTestingApp();
    const { headers } = await app.request('get', '/api/any-authenticated-check', app.admin).expect(200);
    expect(Object.keys(headers).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
    await app.stop();
  });
});

describe('bounds', () => {
  let app: TestingApp;
  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  it.each([
    ['a URL of 9,000 characters', 414, (to: TestingApp) => to.request('get', `/api/projects?q=${'x'.repeat(9000)}`, to.admin)],
    ['200 query parameters', 400, (to: TestingApp) => to.request('get', `/api/projects?${'a=1&'.repeat(200)}`, to.admin)],
    ['headers of 20 KiB', 431, (to: TestingApp) => to.request('get', '/api/projects', to.admin).set('x-much', 'x'.repeat(20_000))],
    ['a body of 3 MiB', 413, (to: TestingApp) => to.request('post', '/api/projects', to.admin).send({ name: 'x'.repeat(3 * 2 ** 20) })],
    [
      'a deeply nested body',
      400,
      (to: TestingApp) =>
        to
          .request('post', '/api/projects', to.admin)
          .type('json')
          .send(`{"name":${'['.repeat(1e6)}${']'.repeat(1e6)}}`),
    ],
    [
      'a number that no JSON can say again',
      400,
      (to: TestingApp) => to.request('post', '/api/projects', to.admin).type('json').send('{"name":"Shop","tenantId":[{"a":-1e999}]}'),
    ],
    [
      'a body in UTF-16',
      415,
      (to: TestingApp) =>
        to.request('post', '/api/projects', to.admin).set('content-type', 'application/json; charset=utf-16le').send('{}'),
    ],
  ])('refuse %s with %i', async (_what, status, call) => {
    await call(app).expect(status);
  });
});
