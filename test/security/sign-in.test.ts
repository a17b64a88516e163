import { eventually } from '../eventually';
import { ADMIN, type TestingApp } from '../http/testing-app';
import { startAttackedApp } from './attacked-app';
import { attemptsIn, inParallel, median, rawRequest, seen, trail } from './attacks';

jest.setTimeout(120_000);

describe('attacks on the sign-in', () => {
  let app: TestingApp;
  beforeEach(async () => {
    // One proxy is trusted, so that the test can have many addresses.
    app = await startAttackedApp({ server: { trustedProxies: 1 } });
  });
  afterEach(() => app.stop());

  const attempt = (email: unknown, password: unknown, address = '198.51.100.7') =>
    app.request('post', '/api/auth/login').set('x-forwarded-for', address).send({ email, password });

  it('a page of another origin makes no account of its own: registration is off unless it is configured', async () => {
    const form = { email: 'drive-by@evil.example', password: 'a long password', name: 'Drive-by' };
    const refused = await app.request('post', '/api/auth/register').set('origin', 'https://evil.example').send(form).expect(403);
    expect(refused.body).toMatchObject({ code: 'identity.registration_off' });
    await attempt(form.email, form.password).expect(401);
  });

  it('1,000 bad logins of one address open nothing, lock nobody else out, and are a handful of events that count them all', async () => {
    const statuses = new Map<number, number>();
    await inParallel(1000, 8, async (index) => {
      const email = index % 10 === 0 ? ADMIN.email : `guess-${index}@japm.test`;
      const { status, body } = await seen(attempt(email, `password ${index}`));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(JSON.stringify(body)).not.toContain('access_token');
    });
    expect([...statuses.keys()].filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
    expect(statuses.get(429)).toBeGreaterThan(50);

    const events = await trail(app, 'action=session.login');
    const denied = events.filter(({ outcome }) => outcome !== 'success');
    expect(attemptsIn(denied)).toBe(1000);
    expect(denied.filter(({ details }) => details.merged !== undefined).length).toBeGreaterThanOrEqual(1);
    // Twenty and one with the count in each minute that the attack has touched.
    expect(denied.length).toBeLessThanOrEqual(21 * 4);
    const lockouts = await trail(app, 'action=session.lockout');
    expect(lockouts).toMatchObject([{ outcome: 'denied', risk: 'high', origin: { ip: '198.51.100.7' } }]);
    expect(JSON.stringify([events, lockouts])).not.toMatch(/guess-|password \d/u);

    // The last wait may end at this moment; a failure begins the next one, which is twice as long.
    await eventually(async () => {
      expect((await seen(attempt(ADMIN.email, 'password'))).status).toBe(401);
    }, 60_000);
    await attempt(ADMIN.email, ADMIN.password).expect(429);
    await attempt(ADMIN.email, ADMIN.password, '198.51.100.8').expect(200);
  });

  it('from many addresses are slowed by account, there or not; a network that has signed in before passes', async () => {
    await attempt(ADMIN.email, ADMIN.password, '198.51.100.1').expect(200);
    for (const email of [ADMIN.email, 'nobody@japm.test']) {
      for (let n = 0; n < 20; n += 1) await attempt(email, 'wrong', `203.0.113.${n}`).expect(401);
      const refused = await attempt(email, 'wrong', '203.0.113.100').expect(429);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(30);
    }
    await attempt(ADMIN.email, ADMIN.password, '198.51.100.1').expect(200);
  });

  it('do not learn from the time whether an account is there', async () => {
    const times: [known: number[], unknown: number[]] = [[], []];
    // Of several accounts: twenty failures of one slow it down, whether or not it is there.
    const accounts = ['ann@japm.test', 'bo@japm.test'];
    for (const email of accounts)
      await app.request('post', '/api/users', app.admin).send({ email, password: 'a long password' }).expect(201);
    accounts.push(ADMIN.email);
    for (let round = 0; round < 40; round += 1) {
      for (const [index, email] of [accounts[round % 3], `nobody-${round}@japm.test`].entries()) {
        const started = performance.now();
        await attempt(email, 'wrong', `203.0.113.${round}`).expect(401);
        if (round > 4) times[index]?.push(performance.now() - started);
      }
    }
    const [known, unknown] = times.map(median) as [number, number];
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(10, 0.5 * Math.min(known, unknown)));
  });

  it('do not learn from the time or the answer whether an id is there in another tenant', async () => {
    const stranger = JSON.parse(Buffer.from((await app.strangerToken()).split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
    const absent = '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21';
    const times: [there: number[], absent: number[]] = [[], []];
    const answers = new Set<string>();
    for (let round = 0; round < 150; round += 1) {
      for (const [index, id] of [stranger.sub, absent].entries()) {
        const started = performance.now();
        const { status, body } = await rawRequest(app, 'GET', `/api/users/${id}`, { authorization: `Bearer ${app.admin}` });
        if (round > 10) times[index]?.push(performance.now() - started);
        answers.add(`${status} ${body.replaceAll(id, 'ID').replace(/"requestId":"[^"]+"/u, '')}`);
      }
    }
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toMatch(/^404/u);
    const [there, missing] = times.map(median) as [number, number];
    expect(Math.abs(there - missing)).toBeLessThan(Math.max(3, 0.5 * Math.min(there, missing)));
  });

  it('with a refresh token that was used already end its session, and show high on the trail', async () => {
    const { body } = await seen(attempt(ADMIN.email, ADMIN.password).expect(200));
    const stolen = body as { refresh_token: string };
    const refresh = (token: unknown) => app.request('post', '/api/auth/refresh').send({ refresh_token: token });
    const next = (await refresh(stolen.refresh_token).expect(200)).body as { refresh_token: string; access_token: string };
    await app.request('get', '/api/auth/profile', next.access_token).expect(200);
    await refresh(stolen.refresh_token).expect(401);
    await refresh(next.refresh_token).expect(401);
    await app.request('get', '/api/auth/profile', next.access_token).expect(401);
    await app.request('get', '/api/auth/profile', app.admin).expect(200);
    const [event] = await trail(app, 'action=session.reuse');
    expect(event).toMatchObject({ risk: 'high' });
    expect(JSON.stringify(await trail(app, ''))).not.toContain(stolen.refresh_token);
  });

  it.each<[unknown, unknown]>([
    [{ $ne: null }, { $ne: null }],
    [[ADMIN.email], [ADMIN.password]],
    ["' OR '1'='1' --", "' OR '1'='1"],
    [ADMIN.email, ADMIN.password.slice(0, -1)],
    [ADMIN.email, ADMIN.password.toUpperCase()],
    [ADMIN.email, 'x'.repeat(10_000)],
    [`${ADMIN.email},x@evil.test`, ADMIN.password],
    [true, true],
    [null, null],
  ])('with odd credentials are refused (%#)', async (email, password) => {
    const { status, body } = await seen(attempt(email, password));
    expect(status).toBe(401);
    expect(body).toMatchObject({ message: 'Invalid credentials' });
  });

  it('with a password of a megabyte is refused before it is read', async () => {
    const { status } = await seen(attempt(ADMIN.email, 'x'.repeat(1_000_000)));
    expect(status).toBe(413);
  });

  it.each([
    [`${ADMIN.email}\u0000`, ADMIN.password],
    [ADMIN.email, `${ADMIN.password}\u0000`],
  ])('with U+0000 in the credentials are refused before anybody looks at them (%#)', async (email, password) => {
    expect((await seen(attempt(email, password))).status).toBe(400);
  });
});
