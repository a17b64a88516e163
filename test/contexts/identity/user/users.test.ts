import { CreateUser } from '#contexts/identity/user/application/create-user';
import { wholeList } from '#shared/list';
import { USER_LIST } from '#contexts/identity/user/application/user-repository.port';
import { DeleteUser } from '#contexts/identity/user/application/delete-user';
import { ReadUsers } from '#contexts/identity/user/application/read-users';
import { RegisterUser } from '#contexts/identity/user/application/register-user';
import { UpdateUser, type UpdateUserCommand } from '#contexts/identity/user/application/update-user';
import { EmailTaken, UserInUse, UserNotFound } from '#contexts/identity/user/domain/user';
import { Forbidden, Invalid } from '#shared/errors';
import { PLATFORM_TENANT_ID, type Actor, type Role } from '#shared/actor';
import { ACME, GLOBEX, IdentityWorld } from '../identity-world';

function useCases(world = new IdentityWorld()) {
  const { users, userScope, hasher, outbox, unitOfWork, ids, clock, usage, settings } = world;
  const create = new CreateUser(users, userScope, hasher, world.guard, outbox, unitOfWork, ids, clock);
  const update = new UpdateUser(users, userScope, hasher, world.guard, outbox, unitOfWork, clock);
  return {
    world,
    add: (actor: Actor, more: { email?: string; role?: Role; tenantId?: string; password?: string } = {}) =>
      create.execute({ actor, email: 'bo@acme.test', password: 'correct horse', name: 'Bo', role: 'user', tenantId: null, ...more }),
    edit: (actor: Actor, userId: string, patch: Partial<UpdateUserCommand>) => update.execute({ actor, userId, as: 'update', ...patch }),
    remove: new DeleteUser(users, usage, userScope, world.guard, outbox, unitOfWork),
    read: new ReadUsers(users, userScope, world.foreignReads),
    register: new RegisterUser(users, settings, hasher, outbox, unitOfWork, ids, clock),
  };
}

describe('creating users', () => {
  it("makes a user of the caller's tenant, and tells the trail neither name, address nor password", async () => {
    const { world, add } = useCases();
    const user = await add(await world.actor(ACME, 'tenant_admin'));
    expect(user.state).toMatchObject({ tenantId: ACME, email: 'bo@acme.test', role: 'user', revision: 1 });
    expect(user.state.passwordHash).not.toBe('correct horse');
    expect(world.outbox.facts).toMatchObject([
      { rule: { action: 'user.create' }, tenantId: ACME, changes: { role: { before: null, after: 'user' } } },
    ]);
    expect(world.trail).not.toMatch(/acme\.test|horse|"Bo"/u);
  });

  it('names every fault of the input at once', async () => {
    const { world, add } = useCases();
    const attempt = add(await world.actor(ACME, 'admin'), { email: 'nobody', password: 'short' });
    await expect(attempt).rejects.toThrow(Invalid);
    await expect(attempt).rejects.toMatchObject({ errors: [{ pointer: '/email' }, { pointer: '/password' }] });
  });

  it.each([
    'a@b',
    '@acme.test',
    'a b@acme.test',
    'a@acme..test',
    `${'a'.repeat(65)}@acme.test`,
    'a\u0000@acme.test',
    `a@${'b'.repeat(250)}.test`,
  ])('refuses %j as an address', async (email) => {
    const { world, add } = useCases();
    await expect(add(await world.actor(ACME, 'admin'), { email })).rejects.toThrow('email must be an email');
  });

  it('lets only an admin make an admin', async () => {
    const { world, add } = useCases();
    await expect(add(await world.actor(ACME, 'tenant_admin'), { role: 'admin' })).rejects.toThrow(Forbidden);
    await expect(add(await world.actor(PLATFORM_TENANT_ID, 'tenant_admin'), { role: 'admin', tenantId: ACME })).rejects.toThrow(Forbidden);
    expect((await add(await world.actor(ACME, 'admin'), { role: 'admin' })).state.role).toBe('admin');
  });

  it('lets only a tenant_admin of the platform name another tenant', async () => {
    const { world, add } = useCases();
    const crossing = await world.actor(PLATFORM_TENANT_ID, 'tenant_admin');
    expect((await add(crossing, { tenantId: GLOBEX })).state.tenantId).toBe(GLOBEX);
    expect(world.outbox.facts.at(-1)).toMatchObject({ tenantId: GLOBEX, actor: { tenantId: PLATFORM_TENANT_ID } });
    await expect(add(crossing, { tenantId: '00000000-0000-7000-8000-00000000dead' })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(add(crossing, { tenantId: 'acme' })).rejects.toMatchObject({ kind: 'invalid' });
    for (const actor of [
      await world.actor(ACME, 'admin'),
      await world.actor(ACME, 'tenant_admin'),
      await world.actor(PLATFORM_TENANT_ID, 'admin'),
    ]) {
      await expect(add(actor, { tenantId: GLOBEX })).rejects.toThrow(Forbidden);
    }
    expect(
      (await add(await world.actor(PLATFORM_TENANT_ID, 'admin'), { tenantId: 'default-tenant', email: 'c@acme.test' })).state.tenantId,
    ).toBe(PLATFORM_TENANT_ID);
  });

  it('refuses an address that any tenant has', async () => {
    const { world, add } = useCases();
    await add(await world.actor(ACME, 'admin'));
    await expect(add(await world.actor(GLOBEX, 'admin'), { email: 'BO@acme.TEST' })).rejects.toThrow(EmailTaken);
    expect(world.outbox.facts).toHaveLength(1);
  });
});

describe('reading users', () => {
  it("shows a tenant's own users, and all to a tenant_admin of the platform", async () => {
    const { world, read } = useCases();
    const [ann, bo] = [await world.user(ACME, 'user'), await world.user(GLOBEX, 'user')];
    const admin = await world.actor(ACME, 'admin');
    expect((await read.list(admin, null, wholeList(USER_LIST))).items.map(({ state }) => state.id)).toEqual([ann.state.id, admin.id]);
    await expect(read.byId(admin, bo.state.id)).rejects.toThrow(UserNotFound);
    await expect(read.list(admin, GLOBEX, wholeList(USER_LIST))).rejects.toThrow(Forbidden);
    const crossing = await world.actor(PLATFORM_TENANT_ID, 'tenant_admin');
    expect(await read.byId(crossing, bo.state.id)).toBe(bo);
    expect((await read.list(crossing, GLOBEX, wholeList(USER_LIST))).items).toEqual([bo]);
    await expect(read.byId(await world.actor(PLATFORM_TENANT_ID, 'admin'), bo.state.id)).rejects.toThrow(UserNotFound);
  });
});

describe('changing users', () => {
  it('changes what is given and says what, without saying it', async () => {
    const { world, edit } = useCases();
    const ann = await world.user(ACME, 'user');
    const admin = await world.actor(ACME, 'tenant_admin');
    const changed = await edit(admin, ann.state.id, { name: 'Anna', password: 'another horse', role: 'tenant_admin', tenantId: ACME });
    expect(changed.state).toMatchObject({ name: 'Anna', role: 'tenant_admin', revision: 2, email: ann.state.email });
    expect(await world.hasher.verify('another horse', changed.state.passwordHash)).toBe(true);
    expect(world.outbox.facts[0]?.changes).toEqual({
      name: { before: '(personal)', after: '(personal)' },
      role: { before: 'user', after: 'tenant_admin' },
      password: { before: '(secret)', after: '(secret)' },
    });
    await edit(admin, ann.state.id, { name: 'Anna' });
    expect(world.outbox.facts[1]).toMatchObject({ outcome: 'unchanged', resource: { revision: 2 } });
  });

  it('moves nobody to another tenant, and finds nobody there', async () => {
    const { world, edit } = useCases();
    const [ann, bo] = [await world.user(ACME, 'user'), await world.user(GLOBEX, 'user')];
    const admin = await world.actor(ACME, 'admin');
    await expect(edit(admin, ann.state.id, { tenantId: GLOBEX })).rejects.toThrow(Invalid);
    await expect(edit(admin, bo.state.id, { name: 'x' })).rejects.toThrow(UserNotFound);
    expect(world.outbox.facts).toEqual([]);
  });

  it.each([{ password: 'another horse' }, { email: 'mine@acme.test' }, { role: 'user' }] as const)(
    'does not let a tenant_admin take over an admin by %j',
    async (patch) => {
      const { world, edit } = useCases();
      const boss = await world.user(ACME, 'admin');
      const climber = await world.actor(ACME, 'tenant_admin');
      await expect(edit(climber, boss.state.id, patch)).rejects.toThrow(Forbidden);
      await expect(edit(climber, climber.id, { role: 'admin' })).rejects.toThrow(Forbidden);
      expect((await edit(climber, boss.state.id, { name: 'Boss' })).state.name).toBe('Boss');
    },
  );

  it('keeps the two routes apart on the trail', async () => {
    const { world, edit } = useCases();
    const ann = await world.user(ACME, 'user');
    await edit(await world.actor(ACME, 'admin'), ann.state.id, { as: 'credentials', email: 'anna@acme.test' });
    expect(world.outbox.facts[0]?.rule).toMatchObject({ action: 'user.credentials', risk: 'high' });
  });
});

describe('deleting users', () => {
  it('answers the user as he was and takes his keys along', async () => {
    const { world, remove } = useCases();
    const ann = await world.user(ACME, 'user');
    expect(await remove.execute({ actor: await world.actor(ACME, 'tenant_admin'), userId: ann.state.id })).toBe(ann);
    expect(await world.users.find(ACME, ann.state.id)).toBeNull();
    expect(world.outbox.facts).toMatchObject([{ rule: { action: 'user.delete' }, resource: { id: ann.state.id, revision: 2 } }]);
  });

  it("refuses one's own account, an owner, somebody above oneself, and finds no stranger", async () => {
    const { world, remove } = useCases();
    const admin = await world.actor(ACME, 'admin');
    const ann = await world.user(ACME, 'user');
    await expect(remove.execute({ actor: admin, userId: admin.id })).rejects.toThrow(UserInUse);
    await expect(remove.execute({ actor: await world.actor(ACME, 'tenant_admin'), userId: admin.id })).rejects.toThrow(Forbidden);
    await expect(remove.execute({ actor: await world.actor(GLOBEX, 'admin'), userId: ann.state.id })).rejects.toThrow(UserNotFound);
    world.usage.blockers = ['2 projects', '1 prompt'];
    await expect(remove.execute({ actor: admin, userId: ann.state.id })).rejects.toThrow('it still owns 2 projects, 1 prompt');
    expect(await world.users.find(ACME, ann.state.id)).toBe(ann);
  });
});

describe('registration', () => {
  const form = { email: 'bo@acme.test', password: 'correct horse', name: 'Bo' };

  it('makes a user of the platform tenant, who is the actor himself', async () => {
    const { world, register } = useCases();
    const { id, role, tenantId } = (await register.execute(form)).state;
    expect({ role, tenantId }).toEqual({ role: 'user', tenantId: PLATFORM_TENANT_ID });
    expect(world.outbox.facts).toMatchObject([{ rule: { action: 'user.register' }, actor: { id } }]);
    await expect(register.execute({ ...form, email: 'BO@acme.test' })).rejects.toThrow(EmailTaken);
    await expect(register.execute({ ...form, email: 'c@acme.test', name: 'x'.repeat(101) })).rejects.toThrow(Invalid);
  });

  it('is refused where it is switched off', async () => {
    await expect(useCases(new IdentityWorld({ registration: false })).register.execute(form)).rejects.toThrow(Forbidden);
  });
});

describe('reading users of another tenant', () => {
  it('is on the audit log of that tenant, each read by itself, and one of the own tenant is not', async () => {
    const { world, read } = useCases();
    const reader = await world.actor(PLATFORM_TENANT_ID, 'tenant_admin');
    const user = await world.user(ACME, 'user');
    const { id } = user.state;
    await read.byId(reader, reader.id);
    await read.list(reader, null, wholeList(USER_LIST));
    expect(world.outbox.facts).toEqual([]);
    await read.byId(reader, id);
    await read.list(reader, ACME, wholeList(USER_LIST));
    const details = { fromTenant: PLATFORM_TENANT_ID };
    expect(world.outbox.facts).toMatchObject([
      { rule: { action: 'user.read', risk: 'medium' }, tenantId: ACME, resource: { id }, actor: { id: reader.id }, details },
      { rule: { action: 'user.list', risk: 'medium' }, tenantId: ACME, resource: { id: ACME }, actor: { id: reader.id }, details },
    ]);
  });
});
