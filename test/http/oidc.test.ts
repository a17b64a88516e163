import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOpenIdProvider, type Accounts, type RunningProvider } from '../fakes/openid-provider-process';
import { ADMIN, startTestingApp, type TestingApp } from './testing-app';

const account = (sub: string, claims: object = {}): Accounts => ({
  [sub]: { sub, email: `${sub}@japm.test`, email_verified: true, name: sub, ...claims },
});
const ACCOUNTS: Accounts = {
  ...account('ann', { name: 'Ann', groups: ['prompt-apps'] }),
  ...account('bo'),
  ...account('cy'),
  ...account('dee'),
  ...account('eve', { email: 'ann@japm.test' }),
  ...account('unverified', { email_verified: false }),
  ...account('foreign', { email: 'foreign@evil.test' }),
  ...account('other'),
  ...account('root'),
  ...account('off'),
  ...account('linda'),
  ...account('lou'),
};
const PLATFORM = '00000000-0000-7000-8000-000000000001';
const DENIED = 'This account may not sign in through this provider; ask an administrator';

interface Event {
  readonly action: string;
  readonly outcome: string;
  readonly risk: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly resource: { readonly type: string; readonly id: string };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: { readonly access_token: string; readonly code?: string; readonly id?: string };
}

describe('signing in with a real OpenID provider', () => {
  let app: TestingApp;
  let openId: RunningProvider;
  let silent: Server;

  const start = async (provider: string): Promise<{ location: URL; cookie: string; setCookie: string }> => {
    const { headers }: Answer = await app.request('get', `/api/auth/oidc/${provider}/start`).expect(302);
    const setCookie = String(headers['set-cookie']);
    return { location: new URL(String(headers.location)), cookie: setCookie.split(';')[0] ?? '', setCookie };
  };

  /** What a browser does at the provider, up to where it is sent back. */
  const atProvider = async (location: URL, accountId: string): Promise<string> => {
    const cookies = new Map<string, string>();
    location.searchParams.set('login_hint', accountId);
    let url = location;
    while (url.origin === openId.issuer) {
      const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map((each) => each.join('=')).join('; ') } });
      for (const each of response.headers.getSetCookie()) {
        const [name = '', value = ''] = each.split(';')[0]?.split('=') ?? [];
        cookies.set(name, value);
      }
      if (!response.headers.has('location')) throw new Error(`${response.status} at ${url.href}: ${await response.text()}`);
      url = new URL(response.headers.get('location') ?? '', url);
    }
    return url.pathname + url.search;
  };

  const finish = async (callback: string, cookie: string | null): Promise<Answer> => {
    const call = app.request('get', callback);
    return cookie === null ? await call : await call.set('cookie', cookie);
  };
  const signIn = async (provider: string, accountId: string): Promise<Answer> => {
    const { location, cookie } = await start(provider);
    return finish(await atProvider(location, accountId), cookie);
  };
  const profileOf = async ({ body: { access_token } }: Answer): Promise<{ readonly id: string }> => {
    const response = await app.request('get', '/api/auth/profile', access_token).expect(200);
    return response.body as { readonly id: string };
  };
  const eventsOf = async (action: string): Promise<Event[]> => {
    const response = await app.request('get', `/api/audit/events?action=${action}&limit=200`, app.admin).expect(200);
    return response.body as Event[];
  };

  beforeAll(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    silent = createServer(() => undefined).listen(0, '127.0.0.1');
    const ids = ['corp', 'trusted', 'closed', 'public'];
    const secretOf = (id: string): string => (id === 'public' ? '' : `the secret of ${id}`);
    openId = await startOpenIdProvider(
      ACCOUNTS,
      ids.map((id) => ({
        client_id: id,
        redirect_uris: [`${publicUrl}/api/auth/oidc/${id}/callback`],
        ...(id === 'public' ? { token_endpoint_auth_method: 'none' } : { client_secret: secretOf(id) }),
      })),
    );
    const provider = (id: string, issuer = openId.issuer) => ({
      id,
      issuer,
      clientId: id,
      clientSecret: secretOf(id),
      tenant: 'default-tenant',
      emailDomains: ['japm.test'],
      scopes: 'openid email profile',
      roleClaim: 'groups',
      roles: [{ value: 'prompt-apps', role: 'prompt_consumer' as const }],
      defaultRole: 'user' as const,
      createUsers: id !== 'closed',
      linkAdministrators: id === 'trusted',
    });
    const providers = [...ids.map((id) => provider(id)), provider('away', 'http://127.0.0.1:1'), provider('silent', originOf(silent))];
    app = await startTestingApp({ server: { port }, oidc: { publicUrl, requestTimeoutSeconds: 1, providers } });
  });

  afterAll(async () => {
    await app.stop();
    await openId.stop();
    silent.closeAllConnections();
    silent.close();
  });

  it('sends the browser there with PKCE, state and nonce, and keeps its half in a cookie of this route', async () => {
    const { location, setCookie } = await start('corp');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      client_id: 'corp',
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      redirect_uri: `${app.url}/api/auth/oidc/corp/callback`,
      state: expect.stringMatching(/.{32}/u) as string,
      nonce: expect.stringMatching(/.{32}/u) as string,
      code_challenge: expect.stringMatching(/.{43}/u) as string,
    });
    expect(setCookie).toMatch(/^japm_oidc=[\w-]+; Max-Age=600; Path=\/api\/auth\/oidc\/corp; .*HttpOnly; SameSite=Lax$/u);
  });

  it('makes an account for somebody new, once, and answers as a login does', async () => {
    const first = await signIn('corp', 'ann');
    expect(first).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 86_400, refresh_token: expect.any(String) as string },
    });
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'set-cookie': [expect.stringMatching(/^japm_oidc=;.*Expires=Thu, 01 Jan 1970/u)],
    });
    const profile = await profileOf(first);
    expect(profile).toMatchObject({ name: 'Ann', email: 'ann@japm.test', role: 'prompt_consumer', tenantId: PLATFORM });
    expect(await profileOf(await signIn('corp', 'ann'))).toEqual(profile);

    const { id } = profile;
    expect((await eventsOf('oidc_link.create')).filter(({ resource }) => resource.id === id)).toMatchObject([
      { risk: 'high', outcome: 'success', details: { provider: 'corp' } },
    ]);
    expect((await eventsOf('session.login')).filter(({ resource }) => resource.id === id)).toMatchObject([
      { outcome: 'success', details: { provider: 'corp' } },
      { outcome: 'success', details: { provider: 'corp' } },
    ]);
  });

  it('links the account that has the verified address, and takes clients without a secret', async () => {
    await app.request('post', '/api/users', app.admin).send({ email: 'Bo@japm.test', password: 'a long password', name: 'Bo' }).expect(201);
    expect(await profileOf(await signIn('public', 'bo'))).toMatchObject({ email: 'Bo@japm.test', name: 'Bo', role: 'user' });
    await app.login('bo@japm.test', 'a long password');
  });

  it.each([
    ['an address that is not verified', 'corp', 'unverified', 'email_unverified'],
    ['a foreign domain', 'corp', 'foreign', 'foreign_domain'],
    ['an administrator', 'corp', 'root', 'administrator'],
    ['somebody without an account, where none are made', 'closed', 'cy', 'no_account'],
    ['a second person with the address of a linked one', 'corp', 'eve', 'linked_otherwise'],
  ])('refuses %s with one answer for all, and says why on the trail', async (_what, provider, accountId, reason) => {
    expect(await signIn(provider, accountId)).toMatchObject({ status: 403, body: { code: 'identity.oidc_refused', message: DENIED } });
    expect((await eventsOf('session.login'))[0]).toMatchObject({ outcome: 'denied', details: { provider, reason } });
  });

  describe('keeps links that', () => {
    const links = async (path: string, token: string): Promise<{ id: string }[]> =>
      (await app.request('get', path, token).expect(200)).body as { id: string }[];

    it('an administrator sees and removes, which ends the sessions of the user', async () => {
      const { body: tokens } = await signIn('corp', 'linda');
      const { id } = await profileOf({ status: 200, headers: {}, body: tokens });
      const path = `/api/users/${id}/oidc-links`;
      const [link, ...others] = await links(path, app.admin);
      expect(link).toMatchObject({ issuer: openId.issuer, subject: 'linda', createdAt: expect.any(String) as string });
      expect(others).toEqual([]);
      const stranger = await app.strangerToken();
      await app.request('get', path, stranger).expect(404);
      await app.request('delete', `${path}/${link?.id ?? ''}`, stranger).expect(404);
      await app.request('get', path, tokens.access_token).expect(403);
      await app.request('delete', `${path}/${link?.id ?? ''}`, tokens.access_token).expect(403);
      await app.request('delete', `${path}/unknown`, app.admin).expect(404);
      await app.request('get', path).expect(401);

      await app.request('delete', `${path}/${link?.id ?? ''}`, app.admin).expect(204);
      expect(await links(path, app.admin)).toEqual([]);
      await app.request('get', '/api/auth/profile', tokens.access_token).expect(401);
      await app.request('delete', `${path}/${link?.id ?? ''}`, app.admin).expect(404);
      expect((await eventsOf('oidc_link.remove')).filter(({ outcome }) => outcome === 'success')).toMatchObject([
        { risk: 'high', resource: { type: 'oidc_link', id }, details: { linkId: link?.id, issuer: openId.issuer, endedSessions: 1 } },
      ]);
      expect(await signIn('corp', 'linda')).toMatchObject({ status: 200 });
      expect(await links(path, app.admin)).toHaveLength(1);
    });

    it('their user sees and removes, and no others', async () => {
      const { body: tokens } = await signIn('corp', 'lou');
      const [link] = await links('/api/auth/oidc-links', tokens.access_token);
      expect(link).toMatchObject({ subject: 'lou' });
      await app.request('delete', `/api/auth/oidc-links/${link?.id ?? ''}`, app.admin).expect(404);
      await app.request('delete', `/api/auth/oidc-links/${link?.id ?? ''}`, tokens.access_token).expect(204);
      expect(await links('/api/auth/oidc-links', tokens.access_token)).toEqual([]);
    });

    it('a tenant administrator does not take from an administrator', async () => {
      await signIn('trusted', 'root');
      const { id } = (await app.request('get', '/api/auth/profile', app.admin).expect(200)).body as { id: string };
      const [link] = await links(`/api/users/${id}/oidc-links`, app.admin);
      const lesser = await app.userToken('tenant_admin');
      await app.request('delete', `/api/users/${id}/oidc-links/${link?.id ?? ''}`, lesser).expect(403);
    });
  });

  it('signs in an administrator where the provider is trusted with them', async () => {
    expect(await profileOf(await signIn('trusted', 'root'))).toMatchObject({ email: ADMIN.email, role: 'admin' });
  });

  it('refuses a disabled user, and one whose address another tenant has', async () => {
    const form = { email: 'off@japm.test', password: 'a long password', name: 'Off' };
    const created: Answer = await app.request('post', '/api/users', app.admin).send(form).expect(201);
    expect(await signIn('corp', 'off')).toMatchObject({ status: 200 });
    await app
      .request('patch', `/api/users/${created.body.id ?? ''}`, app.admin)
      .send({ disabled: true })
      .expect(200);
    expect(await signIn('corp', 'off')).toMatchObject({ status: 403, body: { message: DENIED } });

    const initialAdminUser = { email: 'other@japm.test', password: 'a long password' };
    await app.request('post', '/api/tenants', app.admin).send({ name: 'Other', initialAdminUser }).expect(201);
    expect(await signIn('trusted', 'other')).toMatchObject({ status: 403, body: { message: DENIED } });
  });

  describe('takes nothing that is not the answer to what this browser asked:', () => {
    const refused = { status: 401, body: { code: 'identity.oidc_answer_invalid' } };
    const strange = { status: 401, body: { code: 'identity.oidc_state_invalid' } };

    it('no state, another state, another browser, another provider', async () => {
      const { location, cookie } = await start('corp');
      const callback = await atProvider(location, 'dee');
      expect(await finish(callback, null)).toMatchObject(strange);
      expect(await finish(callback, 'japm_oidc=forged')).toMatchObject(strange);
      expect(await finish(callback, (await start('corp')).cookie)).toMatchObject(strange);
      expect(await finish(callback.replace(/([?&])state=[^&]*/u, '$1state=x'), cookie)).toMatchObject(strange);
      expect(await finish(callback.replace('/corp/', '/trusted/'), cookie)).toMatchObject(strange);
      expect((await eventsOf('session.login'))[0]).toMatchObject({ outcome: 'denied', details: { provider: 'trusted', reason: 'state' } });
      expect(await finish(callback, cookie)).toMatchObject({ status: 200 });
    });

    it('no code a second time', async () => {
      const { location, cookie } = await start('corp');
      const callback = await atProvider(location, 'dee');
      expect(await finish(callback, cookie)).toMatchObject({ status: 200 });
      expect(await finish(callback, cookie)).toMatchObject(refused);
      expect((await eventsOf('session.login'))[0]).toMatchObject({
        outcome: 'denied',
        details: { provider: 'corp', reason: 'invalid_grant' },
      });
    });

    it.each([
      ['nonce', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
      ['code_challenge', 'invalid_grant'],
    ])('no code that was asked for with another %s', async (parameter, reason) => {
      const { location, cookie } = await start('corp');
      location.searchParams.set(parameter, 'x'.repeat(43));
      expect(await finish(await atProvider(location, 'dee'), cookie)).toMatchObject(refused);
      expect((await eventsOf('session.login'))[0]).toMatchObject({ outcome: 'denied', details: { provider: 'corp', reason } });
    });

    it('no code of another issuer, no forged code, and no refusal', async () => {
      const { location, cookie } = await start('corp');
      const callback = await atProvider(location, 'dee');
      expect(await finish(callback.replace(/([?&])iss=[^&]*/u, '$1iss=https%3A%2F%2Fevil.test'), cookie)).toMatchObject(refused);
      expect(await finish(callback.replace(/([?&])code=[^&]*/u, '$1code=forged'), cookie)).toMatchObject(refused);
      expect(await finish(`${callback}&state=again`, cookie)).toMatchObject({ status: 400 });
      const second = await start('corp');
      expect(await finish(await atProvider(second.location, 'nobody'), second.cookie)).toMatchObject(refused);
      expect((await eventsOf('session.login'))[0]).toMatchObject({ outcome: 'denied', details: { reason: 'access_denied' } });
    });
  });

  it.each(['away', 'silent'])('says that a provider is %s', async (provider) => {
    expect(await app.request('get', `/api/auth/oidc/${provider}/start`)).toMatchObject({
      status: 503,
      body: { code: 'identity.oidc_unavailable', message: expect.stringContaining(provider) as string },
    });
  });

  it('knows no provider that is not configured', async () => {
    await app.request('get', '/api/auth/oidc/nobody/start').expect(404);
    await app.request('get', '/api/auth/oidc/nobody/callback?code=1&state=1').expect(404);
  });

  it('writes no address, name, subject or secret on the trail', async () => {
    const response = await app.request('get', '/api/audit/events?limit=200', app.admin).expect(200);
    const details = (response.body as Event[]).map((event) => JSON.stringify([event.details, event.resource]));
    expect(details.join()).not.toMatch(/@japm\.test|the secret of|"dee"|code=/u);
  });
});

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
