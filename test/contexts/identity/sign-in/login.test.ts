import { CheckSetup } from '#contexts/identity/sign-in/application/check-setup';
import { InvalidCredentials, Login } from '#contexts/identity/sign-in/application/login';
import { TooManyFailures } from '#contexts/identity/session/application/failed-sign-ins';
import { ReadProfile } from '#contexts/identity/sign-in/application/read-profile';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import { ACME, actorOf, GLOBEX, IdentityWorld, PASSWORD } from '../identity-world';

function useCase(world = new IdentityWorld()) {
  const { users, hasher, failures, issueSession, outbox, unitOfWork } = world;
  const login = new Login(users, hasher, failures, issueSession, outbox, unitOfWork);
  return {
    world,
    login: (email: string | null, password: string | null, ip = '192.0.2.1') =>
      login.execute({ email, password, origin: { ip, userAgent: 'tests' } }),
  };
}

describe('signing in', () => {
  it('gives a token with the claims clients read, whatever the case of the address', async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'Ann@Acme.test');
    const { accessToken, refreshToken, expiresIn } = await login(' aNN@acme.TEST ', PASSWORD);
    const claims = JSON.parse(accessToken) as object;
    expect(refreshToken).toMatch(/^japm_rt_[0-9a-f]{32}_[0-9a-f]{64}$/u);
    expect(expiresIn).toBe(3600);
    expect(claims).toMatchObject({ sub: ann.state.id, email: 'Ann@Acme.test', tenantId: ACME, sid: (await world.sessionIds(ann))[0] });
    expect(world.outbox.facts).toMatchObject([
      {
        rule: { action: 'session.login' },
        outcome: 'success',
        actor: { id: ann.state.id, tenantId: ACME },
        resource: { id: ann.state.id },
      },
    ]);
  });

  it.each([
    ['a wrong password', 'ann@acme.test', 'wrong'],
    ['an unknown address', 'nobody@acme.test', PASSWORD],
    ['no password', 'ann@acme.test', null],
    ['no address', null, PASSWORD],
    ['neither', null, null],
    ['a huge password', 'ann@acme.test', 'x'.repeat(1_000_000)],
  ])('refuses %s with the same words after the same work', async (_what, email, password) => {
    const { world, login } = useCase();
    await world.user(ACME, 'user', 'ann@acme.test');
    const attempt = login(email, password);
    await expect(attempt).rejects.toThrow(InvalidCredentials);
    await expect(attempt).rejects.toMatchObject({ kind: 'unauthenticated', message: 'Invalid credentials' });
    expect(world.hasher.verifications).toBe(1);
  });

  it('does not fold an address that is too long for one: that would hold up everybody', async () => {
    const { world, login } = useCase();
    const normalize = jest.spyOn(String.prototype, 'normalize');
    try {
      await expect(login('\uFDFA'.repeat(650_000), PASSWORD)).rejects.toThrow(InvalidCredentials);
      expect(normalize.mock.contexts.filter((text) => String(text).length > 254)).toEqual([]);
    } finally {
      normalize.mockRestore();
    }
    expect(world.hasher.verifications).toBe(1);
  });

  it("names the account's tenant, or the platform, as the trail of a failed attempt, without the address", async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    const failed = (email: string): Promise<unknown> => login(email, 'wrong').catch((error: unknown) => error);
    expect(await failed('ann@acme.test')).toMatchObject({ attempt: { tenantId: ACME, resourceId: ann.state.id } });
    expect(await failed('nobody@acme.test')).toMatchObject({ attempt: { tenantId: PLATFORM_TENANT_ID, resourceId: 'unknown' } });
    expect(world.trail).not.toMatch(/acme\.test|wrong/u);
  });

  it('does not hash inside of a transaction', async () => {
    const { world, login } = useCase();
    await world.user(ACME, 'user', 'ann@acme.test');
    const open: boolean[] = [];
    jest.spyOn(world.hasher, 'verify').mockImplementation(() => {
      open.push(world.unitOfWork.isOpen);
      return Promise.resolve(true);
    });
    await login('ann@acme.test', PASSWORD);
    expect(open).toEqual([false]);
  });
});

describe('what may not sign in', () => {
  it('is answered as a wrong password, after the same work', async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    const now = world.clock.now();
    await world.users.update(ann.change({ disabled: true }, now));
    await expect(login('ann@acme.test', PASSWORD)).rejects.toThrow(InvalidCredentials);
    const bo = await world.user(GLOBEX, 'user', 'bo@globex.test');
    const globex = await world.tenants.find(GLOBEX);
    if (globex) await world.tenants.update(globex.change({ disabled: true }, now));
    await expect(login('bo@globex.test', PASSWORD)).rejects.toThrow(InvalidCredentials);
    expect(world.hasher.verifications).toBe(2);
    expect([...(await world.sessionIds(ann)), ...(await world.sessionIds(bo))]).toEqual([]);
    expect(world.outbox.facts).toEqual([]);
  });

  it('includes whose password was changed while it was checked', async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    jest.spyOn(world.hasher, 'verify').mockImplementation(async () => {
      await world.users.update(ann.change({ passwordHash: 'new' }, world.clock.now()));
      return true;
    });
    await expect(login('ann@acme.test', PASSWORD)).rejects.toThrow(InvalidCredentials);
    expect(await world.sessionIds(ann)).toEqual([]);
  });
});

describe('back-off', () => {
  const fail = async (login: ReturnType<typeof useCase>['login'], times: number, ip?: string, email = 'ann@acme.test'): Promise<void> => {
    for (let time = 0; time < times; time += 1) await expect(login(email, 'wrong', ip)).rejects.toThrow(InvalidCredentials);
  };

  it('makes one account and address wait after five failures, twice as long after each further one', async () => {
    const { world, login } = useCase();
    await world.user(ACME, 'user', 'ann@acme.test');
    await fail(login, 5);
    const work = world.hasher.verifications;
    await expect(login('ANN@acme.test', PASSWORD)).rejects.toMatchObject({ kind: 'rate_limited', retryAfterSeconds: 1 });
    expect(world.hasher.verifications).toBe(work);
    for (const seconds of [2, 4, 8]) {
      world.clock.advance((seconds / 2) * 1000);
      await fail(login, 1);
      await expect(login('ann@acme.test', PASSWORD)).rejects.toMatchObject({ retryAfterSeconds: seconds });
    }
    world.clock.advance(8000);
    await login('ann@acme.test', PASSWORD);
    await fail(login, 5);
  });

  it('counts the right password of a disabled account as a failure, which clears nothing', async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    await world.users.update(ann.change({ disabled: true }, world.clock.now()));
    await fail(login, 4);
    await expect(login('ann@acme.test', PASSWORD)).rejects.toThrow(InvalidCredentials);
    await expect(login('ann@acme.test', PASSWORD)).rejects.toThrow(TooManyFailures);
  });

  it('waits a quarter of an hour at most', async () => {
    const { world, login } = useCase();
    for (let time = 0; time < 40; time += 1) {
      world.clock.advance(15 * 60_000);
      await fail(login, 1);
    }
    await expect(login('ann@acme.test', 'wrong')).rejects.toMatchObject({ retryAfterSeconds: 900 });
  });

  it('lets in from elsewhere, so that a stranger locks nobody out', async () => {
    const { world, login } = useCase();
    await world.user(ACME, 'admin', 'ann@acme.test');
    await fail(login, 5, '203.0.113.9');
    await expect(login('ann@acme.test', PASSWORD, '203.0.113.9')).rejects.toThrow(TooManyFailures);
    await login('ann@acme.test', PASSWORD, '192.0.2.1');
  });

  it('holds for guesses at the same time too: no more than five are looked at, afterwards one each time', async () => {
    const { world, login } = useCase();
    await world.user(ACME, 'user', 'ann@acme.test');
    const guess = async (times: number): Promise<[wrong: number, waiting: number]> => {
      const work = world.hasher.verifications;
      const answers = await Promise.allSettled(Array.from({ length: times }, () => login('ann@acme.test', 'wrong')));
      const refused = answers.filter((each) => each.status === 'rejected' && each.reason instanceof TooManyFailures);
      return [world.hasher.verifications - work, refused.length];
    };
    await fail(login, 2);
    expect(await guess(30)).toEqual([3, 27]);
    world.clock.advance(1000);
    expect(await guess(8)).toEqual([1, 7]);
    expect(world.outbox.facts).toHaveLength(1);
    world.clock.advance(2000);
    await login('ann@acme.test', PASSWORD);
  });

  it('lets in everybody who signs in at the same time with the right password', async () => {
    const { world, login } = useCase();
    await world.user(ACME, 'user', 'ann@acme.test');
    await Promise.all(Array.from({ length: 20 }, () => login('ann@acme.test', PASSWORD)));
    await fail(login, 4);
    await Promise.all(Array.from({ length: 20 }, () => login('ann@acme.test', PASSWORD)));
  });

  it('does not let very many wait for their turn', async () => {
    const { world, login } = useCase();
    await world.user(ACME, 'user', 'ann@acme.test');
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => login('ann@acme.test', PASSWORD)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5 + 64);
    await login('ann@acme.test', PASSWORD);
  });

  it('takes an IPv6 network of 64 bits for one address', async () => {
    const { world, login } = useCase();
    await world.user(ACME, 'user', 'ann@acme.test');
    for (let host = 1; host <= 5; host += 1) await fail(login, 1, `2001:db8:0:7::${host}`);
    await expect(login('ann@acme.test', PASSWORD, '2001:db8::7:a:b:c:d')).rejects.toThrow(TooManyFailures);
    await login('ann@acme.test', PASSWORD, '2001:db8:0:8::1');
  });

  it('is the same for accounts that do not exist, and is on the trail once, high', async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    for (const email of ['ann@acme.test', 'nobody@acme.test']) {
      await fail(login, 5, '203.0.113.9', email);
      await expect(login(email, 'wrong', '203.0.113.9')).rejects.toMatchObject({ retryAfterSeconds: 1 });
    }
    await expect(login('ann@acme.test', 'wrong', '203.0.113.9')).rejects.toMatchObject({
      attempt: { tenantId: ACME, resourceId: ann.state.id },
    });
    expect(world.outbox.facts).toMatchObject([
      { rule: { action: 'session.lockout', risk: 'high' }, outcome: 'denied', actor: { tenantId: ACME }, resource: { id: ann.state.id } },
      { rule: { action: 'session.lockout' }, actor: { tenantId: PLATFORM_TENANT_ID }, resource: { id: 'unknown' } },
    ]);
    expect(world.trail).not.toMatch(/acme\.test|203\.0/u);
  });
});

describe('the profile', () => {
  it('is the caller as he is now', async () => {
    const world = new IdentityWorld();
    const ann = await world.user(ACME, 'prompt_consumer');
    expect(await new ReadProfile(world.users, world.policy).execute(actorOf(ann))).toBe(ann);
  });
});

describe('the check of the initial setup', () => {
  it('says whether the default account stands, and its id to its own tenant only', async () => {
    const world = new IdentityWorld();
    const check = new CheckSetup(world.users, world.settings);
    expect(await check.execute(null)).toEqual({ exists: false, userId: null });
    const admin = await world.user(PLATFORM_TENANT_ID, 'admin', 'test@example.com');
    expect(await check.execute(null)).toEqual({ exists: true, userId: null });
    expect(await check.execute(await world.actor(ACME, 'admin'))).toEqual({ exists: true, userId: null });
    expect(await check.execute(actorOf(admin))).toEqual({ exists: true, userId: admin.state.id });
    await world.users.update(admin.change({ email: 'ann@acme.test' }, world.clock.now()));
    expect(await check.execute(actorOf(admin))).toEqual({ exists: false, userId: null });
  });

  it('finds nothing to set up when the address was configured', async () => {
    const world = new IdentityWorld({ adminEmail: 'test@example.com' });
    await world.user(PLATFORM_TENANT_ID, 'admin', 'test@example.com');
    expect(await new CheckSetup(world.users, world.settings).execute(null)).toEqual({ exists: false, userId: null });
  });

  it('does not take an account of another tenant for the first administrator', async () => {
    const world = new IdentityWorld();
    await world.user(ACME, 'admin', 'test@example.com');
    expect(await new CheckSetup(world.users, world.settings).execute(null)).toEqual({ exists: false, userId: null });
  });
});
