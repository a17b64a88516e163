import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import type { TestingApp } from '../http/testing-app';
import { startAttackedApp } from './attacked-app';
import { attemptsIn, type Claims, claimsOf, encoded, headerOf, secretOf, seen, trail } from './attacks';

const PROFILE = '/api/auth/profile';

describe('forged tokens', () => {
  let app: TestingApp;
  let secret: string;
  let claims: Claims;
  let kid: string;
  let stranger: Claims;

  beforeAll(async () => {
    app = await startAttackedApp();
    secret = (await secretOf(app)).trim();
    claims = claimsOf(app.admin);
    kid = String(headerOf(app.admin).kid);
    stranger = claimsOf(await app.strangerToken());
  });
  afterAll(() => app.stop());

  const signed = (changes: object, header: object = { kid }, key = secret): string =>
    sign({ ...claims, ...changes }, key, { header: { alg: 'HS256', ...header } });
  const without = (...names: string[]): string => {
    const left = Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
    return sign(left, secret, { header: { alg: 'HS256', kid } });
  };
  const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const attackerJwk = attacker.publicKey.export({ format: 'jwk' });
  const now = (): number => Math.floor(Date.now() / 1000);

  it('are measured against one that is good', async () => {
    await app.request('get', PROFILE, signed({ jti: 'another' })).expect(200);
  });

  const forgeries: readonly (readonly [string, () => string])[] = [
    ...['none', 'None', 'NONE', 'nOnE', ''].map(
      (alg) => [`algorithm ${JSON.stringify(alg)}, unsigned`, () => `${encoded({ alg, typ: 'JWT', kid })}.${encoded(claims)}.`] as const,
    ),
    [
      'algorithm none with the signature of a good one',
      () => `${encoded({ alg: 'none', kid })}.${encoded(claims)}.${app.admin.split('.')[2] ?? ''}`,
    ],
    ['no algorithm', () => `${encoded({ kid })}.${encoded(claims)}.`],
    ['the empty secret', () => handSigned({ alg: 'HS256', kid }, '')],
    ['a guessed secret', () => signed({}, { kid }, 'secret')],
    ['the name of the key for its secret', () => signed({}, { kid }, kid)],
    ['RS256 with a key of the attacker', () => sign({ ...claims }, attacker.privateKey, { algorithm: 'RS256', keyid: kid })],
    ['a key in its header', () => sign({ ...claims }, attacker.privateKey, { header: { alg: 'RS256', jwk: attackerJwk } as never })],
    ['the address of a key', () => signed({}, { kid, jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1/keys' }, 'mine')],
    ['a path for the name of its key', () => handSigned({ alg: 'HS256', kid: '../../../../dev/null' }, '')],
    ['SQL for the name of its key', () => handSigned({ alg: 'HS256', kid: "x' UNION SELECT 'a" }, 'a')],
    ['the name of no key', () => signed({}, { kid: 'other' })],
    ['HS512 with the right secret', () => sign({ ...claims }, secret, { algorithm: 'HS512', keyid: kid })],
    ['an altered payload', () => altered({ ...claims, sub: stranger.sub })],
    ['an altered signature', () => `${app.admin.slice(0, -6)}AAAAAA`],
    ['half a signature', () => app.admin.slice(0, -20)],
    ['no signature', () => app.admin.split('.').slice(0, 2).join('.')],
    ['two signatures', () => `${app.admin}.${app.admin.split('.')[2] ?? ''}`],
    ['a time that is over', () => signed({ iat: now() - 7200, exp: now() - 3600 })],
    ['a time to come', () => signed({ iat: now() + 3600, exp: now() + 7200 })],
    ['a start to come', () => signed({ nbf: now() + 3600 })],
    ['more time than tokens have', () => signed({ iat: now() - 2 * 86_400, exp: now() + 86_400 })],
    ['no end', () => without('exp')],
    ['an end that is no number', () => handSigned({ alg: 'HS256', kid }, secret, { ...claims, exp: 'never' })],
    ['another issuer', () => signed({ iss: 'https://evil.test' })],
    ['no issuer', () => without('iss')],
    ['no session', () => without('sid')],
    ['a session that is not there', () => signed({ sid: randomUUID() })],
    ["somebody else's session", () => signed({ sid: stranger.sid })],
    ['another user of its session', () => signed({ sub: stranger.sub })],
    ['a user in a tenant that is not his', () => signed({ tenantId: stranger.tenantId })],
    ['an object for its user', () => handSigned({ alg: 'HS256', kid }, secret, { ...claims, sub: { $ne: null } })],
    ['SQL for its user', () => signed({ sub: "' OR '1'='1" })],
    ['rights of its own choice and another user', () => signed({ sub: randomUUID(), role: 'admin' })],
    ['no JSON', () => 'a.b.c'],
    ['nothing', () => ''],
  ];

  function handSigned(header: object, key: string, payload: object = claims): string {
    const content = `${encoded(header)}.${encoded(payload)}`;
    return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
  }
  function altered(payload: object): string {
    const [header = '', , signature = ''] = app.admin.split('.');
    return `${header}.${encoded(payload)}.${signature}`;
  }

  it.each(forgeries)('with %s let nobody in', async (_what, forge) => {
    const { status, body, headers } = await seen(app.request('get', PROFILE, forge()));
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer/u);
    expect(JSON.stringify(body)).not.toMatch(/jwt|signature|secret|stack|root@/iu);
  });

  it('are all on the trail, those over twenty a minute as one event with a count', async () => {
    const denied = await trail(app, 'action=session.profile&outcome=denied');
    expect(attemptsIn(denied)).toBe(forgeries.length);
    expect(denied.length).toBeLessThan(forgeries.length);
    expect(JSON.stringify(denied)).not.toContain(secret);
  });

  it('do not lift the rights of a good one', async () => {
    const user = claimsOf(await app.userToken('user'));
    const token = sign({ ...user, role: 'admin', permissions: ['*'], isAdmin: true }, secret, { header: { alg: 'HS256', kid } });
    await app.request('get', '/api/users', token).expect(403);
    await app.request('get', '/api/admin-check', token).expect(403);
  });

  it.each(['bearer', 'Basic', 'Token', 'BEARER\t'])('are not taken from the scheme %j', async (scheme) => {
    const forged = signed({ sub: stranger.sub });
    await app.request('get', PROFILE).set('authorization', `${scheme} ${forged}`).expect(401);
  });

  it.each([`?access_token=`, `?token=`, `?auth_token=`, `?jwt=`])('are not looked for in the URL (%s)', async (query) => {
    await app.request('get', `${PROFILE}${query}${app.admin}`).expect(401);
    await app
      .request('get', PROFILE)
      .set('cookie', `${query.slice(1)}${app.admin}`)
      .expect(401);
  });
});

describe('key confusion', () => {
  it.each([
    ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
    ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ])('an %s key, which everybody knows, is no secret of HS256', async (algorithm, generate) => {
    const jwtKeys = generate().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const app = await startAttackedApp({ auth: { jwtKeys, adminEmail: 'root@japm.test', adminPassword: 'correct horse battery' } });
    try {
      expect(headerOf(app.admin).alg).toBe(algorithm);
      const { body } = await seen(app.request('get', '/api/auth/jwks').expect(200));
      const [jwk] = (body as { keys: JsonWebKey[] }).keys;
      expect(jwk).not.toHaveProperty('d');
      const known = createPublicKey({ key: jwk ?? {}, format: 'jwk' });
      const forms = [known.export({ type: 'spki', format: 'pem' }), known.export({ type: 'spki', format: 'der' }), JSON.stringify(jwk)];
      for (const secret of [...forms, String(forms[0]).trim()]) {
        for (const kid of [{ kid: headerOf(app.admin).kid }, {}]) {
          const content = `${encoded({ alg: 'HS256', typ: 'JWT', ...kid })}.${encoded(claimsOf(app.admin))}`;
          const forged = `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
          await app.request('get', PROFILE, forged).expect(401);
        }
      }
      await app.request('get', PROFILE, app.admin).expect(200);
    } finally {
      await app.stop();
    }
  });
});
