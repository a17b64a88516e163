import { gzipSync } from 'node:zlib';
import { openApiDocument } from '../openapi-document';
import { ADMIN, type TestingApp } from '../http/testing-app';
import { startAttackedApp } from './attacked-app';
import { claimsOf, rawBytes, rawRequest, seen, trail } from './attacks';

jest.setTimeout(120_000);

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema?: { readonly type?: string; readonly format?: string };
  }[];
}

const INJECTIONS = [
  "' OR '1'='1",
  "1' UNION SELECT password_hash FROM identity_user --",
  "'; DROP TABLE identity_user; --",
  '" OR ""="',
  '%27%20OR%201=1--',
  '\\',
  '../../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '{{7*7}}${7*7}<%= 7*7 %>',
  '<script>alert(1)</script>',
  'a\u0000b',
  '\ud83d\ude00'.repeat(50),
];

describe('hostile requests', () => {
  let app: TestingApp;
  let userToken: string;
  let tenantAdmin: string;
  let stranger: string;

  beforeAll(async () => {
    app = await startAttackedApp({ auth: { register: true } });
    userToken = await app.userToken('user');
    tenantAdmin = await app.userToken('tenant_admin');
    stranger = await app.strangerToken();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  const signedIn = (token = app.admin): Record<string, string> => ({
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  });
  const idOf = (token: string): string => claimsOf(token).sub;
  const profileOf = async (token: string): Promise<Record<string, unknown>> =>
    (await app.request('get', '/api/auth/profile', token).expect(200)).body as Record<string, unknown>;

  describe('with SQL, paths and markup in every string of every reading route', () => {
    const paths = openApiDocument().paths as Readonly<Record<string, { readonly get?: Operation }>>;
    const reads = Object.entries(paths).flatMap(([path, { get }]) => (get ? [{ path, parameters: get.parameters ?? [] }] : []));

    it.each(reads.filter(({ path }) => path.includes('{')).map(({ path }) => path))(
      '%s finds nothing, and nothing breaks',
      async (path) => {
        for (const text of INJECTIONS) {
          const url = path.replace(/\{\w+\}/gu, encodeURIComponent(text));
          const { status, body } = await rawRequest(app, 'GET', url, signedIn());
          expect([400, 404]).toContain(status);
          expect(body).not.toMatch(/SQL|sqlite|syntax|stack|\$argon2|root:x/u);
        }
      },
    );

    it.each(reads.filter(({ parameters }) => parameters.some((each) => each.in === 'query')))(
      '$path takes them for words',
      async ({ path, parameters }) => {
        for (const text of INJECTIONS) {
          const query = parameters.filter((each) => each.in === 'query' && /^(?:string|boolean)$/u.test(each.schema?.type ?? 'string'));
          const url = `${path.replace(/\{\w+\}/gu, 'shop')}?${query.map(({ name }) => `${name}=${encodeURIComponent(text)}`).join('&')}`;
          const { status, body } = await rawRequest(app, 'GET', url, signedIn());
          expect([200, 400, 403, 404]).toContain(status);
          expect(body).not.toMatch(/SQLITE|syntax error|stack|\$argon2|root:x/u);
        }
      },
    );

    it('writes keep them as they are or refuse U+0000, and every table stands', async () => {
      const refused = INJECTIONS.filter((text) => text.includes('\0'));
      for (const name of refused)
        await app.request('post', '/api/users', app.admin).send({ email: 'nul@japm.test', password: 'a long password', name }).expect(400);
      const kept = INJECTIONS.filter((text) => !refused.includes(text));
      for (const [index, text] of kept.entries()) {
        const email = `injected-${index}@japm.test`;
        const { status, body } = await seen(
          app.request('post', '/api/users', app.admin).send({ email, password: 'a long password', name: text }),
        );
        expect(status).toBe(201);
        expect(body).toMatchObject({ name: text, role: 'user' });
        await app.request('post', '/api/users', app.admin).send({ email: text, password: 'a long password' }).expect(400);
        await app
          .request('patch', `/api/users/${encodeURIComponent(text)}`, app.admin)
          .send({ name: 'x' })
          .expect(404);
        await app.request('delete', `/api/users/${encodeURIComponent(text)}`, app.admin).expect(404);
      }
      const users = (await app.request('get', '/api/users', app.admin).expect(200)).body as unknown[];
      expect(users.length).toBeGreaterThanOrEqual(kept.length + 3);
    });
  });

  it.each([
    '/api/docs/../../../../etc/passwd',
    '/api/docs/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/api/docs/%2e%2e/%2e%2e/package.json',
    '/api/docs/..\\..\\package.json',
    '/api/docs/swagger-ui.css/../../../package.json',
    '/api/docs//etc/passwd',
    '/api/docs/%00',
    '/api/projects/..%2F..%2Fusers',
    '/api/projects/../users',
    '/api/projects/%2e%2e%2fusers',
    '/api/users/%c0%ae%c0%ae',
    '/api/users/%',
    '//api/users',
  ])('with the path %s reach no file and no other route', async (path) => {
    const { status, body } = await rawRequest(app, 'GET', path, { authorization: `Bearer ${userToken}` });
    expect(body).not.toMatch(/root:x|"dependencies"|"email"/u);
    expect(status).toBeLessThan(500);
  });

  describe('that assign more than they may', () => {
    it('register nobody but a user of the platform', async () => {
      const form = (n: number) => ({ email: `mass-${n}@japm.test`, password: 'a long password', name: 'M' });
      for (const [n, extra] of [
        { role: 'admin' },
        { id: 'x' },
        { passwordHash: 'x' },
        { disabled: false },
        { revision: 9 },
        { permissions: ['*'] },
      ].entries())
        await app
          .request('post', '/api/auth/register')
          .send({ ...form(n), ...extra })
          .expect(400);
      const { body } = await seen(
        app
          .request('post', '/api/auth/register')
          .send({ ...form(99), tenantId: claimsOf(stranger).tenantId })
          .expect(201),
      );
      expect(body).toMatchObject({ role: 'user', tenantId: claimsOf(app.admin).tenantId });
    });

    it('give no role above the own, none to oneself, and move nobody to another tenant', async () => {
      const account = { email: 'lifted@japm.test', password: 'a long password' };
      await app
        .request('post', '/api/users', tenantAdmin)
        .send({ ...account, role: 'admin' })
        .expect(403);
      await app
        .request('post', '/api/users', userToken)
        .send({ ...account, role: 'admin' })
        .expect(403);
      await app
        .request('patch', `/api/users/${idOf(tenantAdmin)}`, tenantAdmin)
        .send({ role: 'admin' })
        .expect(403);
      await app
        .request('patch', `/api/users/${idOf(userToken)}`, userToken)
        .send({ role: 'admin' })
        .expect(403);
      await app
        .request('patch', `/api/users/${idOf(app.admin)}`, tenantAdmin)
        .send({ password: 'mine now, really' })
        .expect(403);
      await app
        .request('post', '/api/users', stranger)
        .send({ ...account, tenantId: claimsOf(app.admin).tenantId })
        .expect(403);
      const moved = await app
        .request('patch', `/api/users/${idOf(userToken)}`, tenantAdmin)
        .send({ tenantId: claimsOf(stranger).tenantId });
      expect(moved.status).toBe(400);
      for (const extra of [
        { id: 'x' },
        { passwordHash: 'x' },
        { revision: 1 },
        { emailKey: 'x' },
        { createdAt: '2000-01-01T00:00:00.000Z' },
      ])
        await app
          .request('patch', `/api/users/${idOf(userToken)}`, app.admin)
          .send(extra)
          .expect(400);
      expect(await profileOf(userToken)).toMatchObject({ role: 'user' });
      expect(await profileOf(tenantAdmin)).toMatchObject({ role: 'tenant_admin' });
    });

    it('make no key of somebody else, nor one that may more', async () => {
      for (const extra of [
        { userId: idOf(app.admin) },
        { prefix: 'japm_00000000' },
        { secretHash: 'x' },
        { revoked: false },
        { role: 'admin' },
      ])
        await app
          .request('post', '/api/api-keys', userToken)
          .send({ name: 'k', ...extra })
          .expect(400);
      const { body } = await seen(
        app
          .request('post', '/api/api-keys', userToken)
          .send({ name: 'k', tenantId: claimsOf(stranger).tenantId })
          .expect(201),
      );
      expect(body).toMatchObject({ userId: idOf(userToken) });
    });

    it('put no project into another tenant', async () => {
      const { body } = await seen(
        app
          .request('post', '/api/projects', stranger)
          .send({ name: 'Planted', tenantId: claimsOf(app.admin).tenantId })
          .expect(201),
      );
      await app.request('get', `/api/projects/${String(body.id)}`, app.admin).expect(404);
    });
  });

  it('change no prototype', async () => {
    const bodies = [
      '{"__proto__":{"polluted":true,"role":"admin"},"name":"P1"}',
      '{"constructor":{"prototype":{"polluted":true}},"name":"P2"}',
      '{"name":"P3","description":{"__proto__":{"polluted":true}}}',
      '{"name":{"__proto__":{"polluted":true}}}',
      '{"name":"P4","tenantId":{"__proto__":{"polluted":true}}}',
      '{"\\u005f\\u005fproto__":{"polluted":true},"name":"P5"}',
      '[{"__proto__":{"polluted":true}}]',
    ];
    for (const path of ['/api/projects', '/api/users', '/api/api-keys', '/api/auth/login', '/api/auth/register', '/api/tenants']) {
      for (const body of bodies) {
        const { status } = await rawRequest(app, 'POST', path, signedIn(), body);
        expect(status).toBeLessThan(500);
      }
    }
    await rawRequest(app, 'GET', '/api/projects?__proto__[polluted]=1&constructor[prototype][polluted]=1&__proto__.polluted=1', signedIn());
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    await app.request('get', '/api/users', userToken).expect(403);
  });

  it.each([
    ['deep', 400, () => `{"name":${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}}`],
    ['deep and never closed', 400, () => '['.repeat(1_000_000)],
    ['of a million values', 400, () => `{"name":[${'0,'.repeat(900_000)}0]}`],
    ['of many members', 400, () => `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":1`).join()}}`],
    ['of 3 MiB', 413, () => JSON.stringify({ name: 'x'.repeat(3 * 2 ** 20) })],
    ['with a number without end', 400, () => `{"name":${'9'.repeat(1_000_000)}}`],
    ['that is no JSON', 400, () => '{"name":'],
    ['that is a word', 400, () => 'true'],
  ])('with a body %s are refused with %i', async (_what, status, body) => {
    const text = body();
    const answer = await rawRequest(app, 'POST', '/api/projects', signedIn(), text);
    expect(answer.status).toBe(status);
    expect(answer.body.length).toBeLessThan(100_000);
    expect(answer.body).not.toMatch(/at \w+ \(|node_modules/u);
  });

  it('do not fill the memory from a small compressed body', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, 0x20));
    const answer = await fetch(`${app.url}/api/projects`, {
      method: 'POST',
      headers: { ...signedIn(), 'content-encoding': 'gzip' },
      body: new Uint8Array(bomb),
    });
    expect(answer.status).toBe(413);
  });

  describe('that play with headers', () => {
    const host = 'Host: japm.test\r\nConnection: close\r\n';

    it('put none into the answer', async () => {
      const tricks = [
        rawBytes(app, `GET /health HTTP/1.1\r\n${host}X-Request-Id: a\r\n Set-Cookie: evil=1\r\n\r\n`),
        rawBytes(app, `GET /health HTTP/1.1\r\n${host}X-Request-Id: a\rSet-Cookie: evil=1\r\n\r\n`),
        rawBytes(
          app,
          `GET /api/projects?limit=1&x=%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\n${host}Authorization: Bearer ${app.admin}\r\n\r\n`,
        ),
        rawBytes(app, `GET /api/nowhere%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\n${host}\r\n`),
        rawBytes(app, `GET /health HTTP/1.1\r\n${host}Origin: http://a.test\r\nX-Request-Id: "><script>\r\n\r\n`),
      ];
      for (const answer of await Promise.all(tricks)) {
        const [head = ''] = answer.split('\r\n\r\n');
        expect(head).not.toMatch(/^set-cookie/imu);
        expect(head).not.toContain('<script>');
      }
    });

    it('do not choose where links lead', async () => {
      const answer = await rawRequest(app, 'GET', '/api/audit/events?limit=1', {
        ...signedIn(),
        host: 'evil.test',
        'x-forwarded-host': 'evil.test',
      });
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.headers)).not.toContain('evil.test');
    });

    it('do not choose the address that is on the trail', async () => {
      await rawRequest(app, 'GET', '/api/users/nobody-at-all', {
        ...signedIn(),
        'x-forwarded-for': '203.0.113.99',
        'x-real-ip': '203.0.113.99',
        forwarded: 'for=203.0.113.99',
      });
      const events = await trail(app, 'action=user.read&outcome=denied');
      expect(JSON.stringify(events)).not.toContain('203.0.113.99');
    });

    it.each(['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'])('do not turn a request into another (%s)', async (name) => {
      const path = `/api/users/${idOf(userToken)}`;
      for (const method of ['GET', 'POST']) await rawRequest(app, method, `${path}?_method=DELETE`, { ...signedIn(), [name]: 'DELETE' });
      expect(await profileOf(userToken)).toMatchObject({ id: idOf(userToken) });
    });

    it('that come twice do not add up', async () => {
      const profile = (...lines: string[]): Promise<string> =>
        rawBytes(app, `GET /api/auth/profile HTTP/1.1\r\n${host}${lines.map((line) => `${line}\r\n`).join('')}\r\n`);
      const good = `Authorization: Bearer ${userToken}`;
      expect(await profile('Authorization: Bearer forged', good)).toMatch(/^HTTP\/1\.1 40[01]/u);
      expect(await profile(good, `Authorization: Bearer ${app.admin}`)).not.toContain(ADMIN.email);
      expect(await profile('x-api-key: japm_00000000_x', 'x-api-key: y')).toMatch(/^HTTP\/1\.1 401/u);
    });

    it.each([
      ['two lengths', 'Content-Length: 2\r\nContent-Length: 30\r\n\r\n{}'],
      ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/users HTTP/1.1\r\n\r\n'],
      ['a strange coding', 'Transfer-Encoding: xchunked\r\n\r\n{}'],
      ['a space before the colon', 'Content-Length : 2\r\n\r\n{}'],
    ])('with %s are no second request', async (_what, rest) => {
      const answer = await rawBytes(app, `POST /api/auth/login HTTP/1.1\r\n${host}Content-Type: application/json\r\n${rest}`);
      expect(answer).toMatch(/^HTTP\/1\.1 (400|501)/u);
      expect(answer.match(/^HTTP\//gmu)).toHaveLength(1);
    });

    it('with very long URLs, queries or headers are refused', async () => {
      expect((await rawRequest(app, 'GET', `/api/projects?x=${'a'.repeat(10_000)}`, signedIn())).status).toBe(414);
      expect((await rawRequest(app, 'GET', `/api/projects?${'a=1&'.repeat(1000)}`, signedIn())).status).toBe(400);
      expect((await rawRequest(app, 'GET', '/api/projects', { ...signedIn(), 'x-long': 'a'.repeat(20_000) })).status).toBe(431);
    });
  });

  it('with a parameter twice are refused or read once, and do not break', async () => {
    for (const path of [
      '/api/users?tenantId=a&tenantId=b',
      '/api/audit/events?limit=1&limit=2',
      '/api/audit/events?actor[$ne]=x',
      '/api/audit/events?limit=1e9',
    ]) {
      const { status } = await rawRequest(app, 'GET', path, signedIn());
      expect([200, 400, 404]).toContain(status);
    }
  });

  it('leave their traces on the trail', async () => {
    await app.request('get', `/api/users/${idOf(stranger)}`, app.admin).expect(404);
    await app.request('get', '/api/tenants', userToken).expect(403);
    await rawRequest(app, 'HEAD', `/api/api-keys/${idOf(stranger)}`, signedIn());
    const denied = await trail(app, 'outcome=denied');
    const seen = new Set(denied.map(({ action, details }) => `${action} ${details.status ?? 'merged'}`));
    for (const expected of ['user.read 404', 'tenant.list 403', 'user.create 403', 'user.update 403']) expect(seen).toContain(expected);
    expect(denied.some(({ action, resource }) => action === 'api_key.read' && resource.id === idOf(stranger))).toBe(true);
    expect(denied.filter(({ details }) => details.status === 403).map(({ risk }) => risk)).not.toContain('low');
    expect(JSON.stringify(denied)).not.toMatch(/a long password|\$argon2|mine now/u);
  });
});
