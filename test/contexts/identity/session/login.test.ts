import { CheckSetup } from '#contexts/identity/session/application/check-setup';
import { InvalidCredentials, Login } from '#contexts/identity/session/application/login';
import { ReadProfile } from '#contexts/identity/session/application/read-profile';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import { JsonTokenSigner } from '../../../fakes/identity/credentials';
import { ACME, actorOf, IdentityWorld, PASSWORD } from '../identity-world';

function useCase(world = new IdentityWorld()) {
  const { users, hasher, outbox, unitOfWork, ids } = world;
  return { world, login: new Login(users, hasher, new JsonTokenSigner(), outbox, unitOfWork, ids) };
}

describe('signing in', () => {
  it('gives a token with the claims clients read, whatever the case of the address', async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'Ann@Acme.test');
    const claims = JSON.parse(await login.execute({ email: ' aNN@acme.TEST ', password: PASSWORD })) as object;
    expect(claims).toMatchObject({ sub: ann.state.id, email: 'Ann@Acme.test', tenantId: ACME });
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
    const attempt = login.execute({ email, password });
    await expect(attempt).rejects.toThrow(InvalidCredentials);
    await expect(attempt).rejects.toMatchObject({ kind: 'unauthenticated', message: 'Invalid credentials' });
    expect(world.hasher.verifications).toBe(1);
  });

  it("names the account's tenant, or the platform, as the trail of a failed attempt, without the address", async () => {
    const { world, login } = useCase();
    const ann = await world.user(ACME, 'user', 'ann@acme.test');
    const failed = (email: string): Promise<unknown> => login.execute({ email, password: 'wrong' }).catch((error: unknown) => error);
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
    await login.execute({ email: 'ann@acme.test', password: PASSWORD });
    expect(open).toEqual([false]);
  });
});

describe('the profile', () => {
  it('is the caller as he is now', async () => {
    const world = new IdentityWorld();
    const ann = await world.user(ACME, 'prompt_consumer');
    expect(await new ReadProfile(world.users).execute(actorOf(ann))).toBe(ann);
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
