import { CreateTenant } from '#contexts/identity/tenant-administration/application/create-tenant';
import { wholeList } from '#shared/list';
import { TENANT_LIST } from '#contexts/identity/tenant/application/tenant-repository.port';
import { DeleteTenant } from '#contexts/identity/tenant-administration/application/delete-tenant';
import { InstallPlatform } from '#contexts/identity/tenant-administration/application/install-platform';
import { ReadTenants } from '#contexts/identity/tenant-administration/application/read-tenants';
import { UpdateTenant } from '#contexts/identity/tenant-administration/application/update-tenant';
import { TenantInUse, TenantNotFound, TenantTaken } from '#contexts/identity/tenant/domain/tenant';
import { EmailTaken } from '#contexts/identity/user/domain/user';
import { Forbidden, Invalid } from '#shared/errors';
import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import { ACME, GLOBEX, IdentityWorld } from '../identity-world';

function useCases(world = new IdentityWorld()) {
  const { tenants, users, tenantScope, hasher, random, outbox, unitOfWork, ids, clock, usage } = world;
  const create = new CreateTenant(tenants, users, tenantScope, hasher, world.guard, outbox, unitOfWork, ids, clock);
  const admin = { email: 'ann@initech.test', password: 'correct horse', name: 'Ann' };
  return {
    world,
    add: (actor: Actor, more: { name?: string; admin?: typeof admin } = {}) =>
      create.execute({ actor, name: 'Initech', marketplaceRequiresApproval: true, admin, ...more }),
    update: new UpdateTenant(tenants, tenantScope, world.sessions, outbox, unitOfWork, clock),
    remove: new DeleteTenant(tenants, users, usage, tenantScope, outbox, unitOfWork),
    read: new ReadTenants(tenants, tenantScope, world.foreignReads),
    install: new InstallPlatform(tenants, users, hasher, random, outbox, unitOfWork, ids, clock),
  };
}

describe('tenants', () => {
  it('are created with their first tenant_admin, each on its own trail', async () => {
    const { world, add } = useCases();
    const { id } = (await add(await world.actor(PLATFORM_TENANT_ID, 'admin'))).state;
    expect((await world.users.list(id)).map(({ state }) => [state.email, state.role])).toEqual([['ann@initech.test', 'tenant_admin']]);
    expect(world.outbox.facts.map(({ rule, tenantId, actor }) => [rule.action, tenantId ?? actor.tenantId])).toEqual([
      ['tenant.create', PLATFORM_TENANT_ID],
      ['user.create', id],
    ]);
    expect(world.trail).not.toMatch(/initech\.test|horse/u);
  });

  it('are created with their administrator or not at all', async () => {
    const { world, add } = useCases();
    const actor = await world.actor(PLATFORM_TENANT_ID, 'admin');
    await world.user(ACME, 'user', 'ann@initech.test');
    await expect(add(actor)).rejects.toThrow(EmailTaken);
    await expect(add(actor, { name: 'Acme', admin: { email: 'x@initech.test', password: 'correct horse', name: '' } })).rejects.toThrow(
      TenantTaken,
    );
    await expect(add(actor, { admin: { email: 'x', password: 'y', name: '' } })).rejects.toMatchObject({
      errors: [{ pointer: '/initialAdminUser/email' }, { pointer: '/initialAdminUser/password' }],
    });
    expect((await world.tenants.list()).map(({ state }) => state.name)).toEqual(['Platform', 'Acme', 'Globex']);
    expect(world.outbox.facts).toEqual([]);
  });

  it('are all seen by administrators of the platform, and each by its own only', async () => {
    const { world, read } = useCases();
    const own = await world.actor(ACME, 'tenant_admin');
    expect((await read.list(own, wholeList(TENANT_LIST))).items.map(({ state }) => state.id)).toEqual([ACME]);
    expect((await read.byId(own, ACME.toUpperCase())).state.name).toBe('Acme');
    await expect(read.byId(own, GLOBEX)).rejects.toThrow(TenantNotFound);
    await expect(read.byId(own, 'default-tenant')).rejects.toThrow(TenantNotFound);
    await expect(read.byId(own, 'acme')).rejects.toThrow(Invalid);
    expect(world.outbox.facts).toEqual([]);
    const platform = await world.actor(PLATFORM_TENANT_ID, 'tenant_admin');
    expect((await read.list(platform, wholeList(TENANT_LIST))).items).toHaveLength(3);
    expect(world.outbox.facts).toMatchObject([{ rule: { action: 'tenant.list', risk: 'medium' }, tenantId: PLATFORM_TENANT_ID }]);
    expect((await read.byId(platform, 'default-tenant')).state.id).toBe(PLATFORM_TENANT_ID);
    expect((await read.byId(platform, GLOBEX)).state.name).toBe('Globex');
  });

  it('are changed by their own administrators, created and deleted by those of the platform', async () => {
    const { world, add, update, remove } = useCases();
    const own = await world.actor(ACME, 'admin');
    const changed = await update.execute({ actor: own, tenantId: ACME, patch: { name: 'Acme Ltd' } });
    expect(changed.state).toMatchObject({ name: 'Acme Ltd', marketplaceRequiresApproval: true, revision: 2 });
    await update.execute({ actor: own, tenantId: ACME, patch: {} });
    expect(world.outbox.facts.map(({ outcome }) => outcome)).toEqual(['success', 'unchanged']);
    await expect(update.execute({ actor: own, tenantId: ACME, patch: { name: 'Globex' } })).rejects.toThrow(TenantTaken);
    await expect(update.execute({ actor: own, tenantId: GLOBEX, patch: { name: 'x' } })).rejects.toThrow(TenantNotFound);
    await expect(add(own)).rejects.toThrow(Forbidden);
    await expect(remove.execute({ actor: own, tenantId: ACME })).rejects.toThrow(Forbidden);
  });

  it('are deleted with their users, but not the platform and not one in use', async () => {
    const { world, remove } = useCases();
    const actor = await world.actor(PLATFORM_TENANT_ID, 'admin');
    await world.user(ACME, 'user');
    await expect(remove.execute({ actor, tenantId: 'default-tenant' })).rejects.toThrow(TenantInUse);
    world.usage.blockers = ['3 projects'];
    await expect(remove.execute({ actor, tenantId: ACME })).rejects.toThrow('it still has 3 projects');
    expect(await world.users.list(ACME)).toHaveLength(1);
    world.usage.blockers = [];
    expect((await remove.execute({ actor, tenantId: ACME })).state.name).toBe('Acme');
    expect(await world.tenants.find(ACME)).toBeNull();
    expect(await world.users.list(ACME)).toEqual([]);
    expect(world.outbox.facts).toMatchObject([{ rule: { action: 'tenant.delete' }, details: { removed: { users: 1 } } }]);
  });

  it('are nobody’s business where multi-tenancy is off', async () => {
    const { world, add, read, update, remove } = useCases(new IdentityWorld({ multiTenancy: false }));
    const actor = await world.actor(PLATFORM_TENANT_ID, 'admin');
    await expect(add(actor)).rejects.toThrow(Forbidden);
    await expect(read.list(actor, wholeList(TENANT_LIST))).rejects.toThrow(Forbidden);
    await expect(read.byId(actor, ACME)).rejects.toThrow(Forbidden);
    await expect(update.execute({ actor, tenantId: ACME, patch: {} })).rejects.toThrow(Forbidden);
    await expect(remove.execute({ actor, tenantId: ACME })).rejects.toThrow(Forbidden);
  });
});

describe('the installation', () => {
  const empty = (): ReturnType<typeof useCases> => {
    const world = new IdentityWorld();
    world.store.tenants.clear();
    return useCases(world);
  };

  it('makes the platform and an administrator with a random password, once', async () => {
    const { world, install } = empty();
    const made = await install.execute({ adminEmail: null, adminPassword: null });
    expect(made).toMatchObject({ email: 'test@example.com', generated: true });
    expect(made?.password).toMatch(/^[\w-]{24}$/u);
    const [admin] = await world.users.list(PLATFORM_TENANT_ID);
    expect(admin?.state).toMatchObject({ email: 'test@example.com', role: 'admin' });
    expect(await world.hasher.verify(made?.password ?? '', admin?.state.passwordHash ?? null)).toBe(true);
    expect(world.outbox.facts.map(({ rule, actor }) => [rule.action, actor.type, actor.id])).toEqual([
      ['tenant.create', 'system', 'install'],
      ['user.create', 'system', 'install'],
    ]);
    expect(await install.execute({ adminEmail: null, adminPassword: null })).toBeNull();
    expect(world.outbox.facts).toHaveLength(2);
  });

  it('takes address and password from the configuration, each by itself', async () => {
    expect(await empty().install.execute({ adminEmail: 'ann@acme.test', adminPassword: 'correct horse' })).toEqual({
      email: 'ann@acme.test',
      password: 'correct horse',
      generated: false,
    });
    expect(await empty().install.execute({ adminEmail: 'ann@acme.test', adminPassword: null })).toMatchObject({
      email: 'ann@acme.test',
      generated: true,
    });
    expect(await empty().install.execute({ adminEmail: null, adminPassword: 'correct horse' })).toMatchObject({
      email: 'test@example.com',
      generated: false,
    });
  });

  it('leaves it to the process that was faster', async () => {
    const { world, install } = empty();
    jest.spyOn(world.tenants, 'add').mockRejectedValue(new TenantTaken('Platform'));
    expect(await install.execute({ adminEmail: null, adminPassword: null })).toBeNull();
    expect(world.outbox.facts).toEqual([]);
  });

  it('does not hide a broken database', async () => {
    const { world, install } = empty();
    jest.spyOn(world.tenants, 'add').mockRejectedValue(new Error('disk full'));
    await expect(install.execute({ adminEmail: null, adminPassword: null })).rejects.toThrow('disk full');
  });
});

describe('a disabled tenant', () => {
  it('has no sessions any more, and is on the trail with high risk', async () => {
    const { world, update } = useCases();
    const platform = await world.actor(PLATFORM_TENANT_ID, 'admin');
    const [ann, eve] = [await world.user(ACME, 'user'), await world.user(GLOBEX, 'user')];
    for (const each of [ann, eve]) await world.signIn(each);
    const shut = await update.execute({ actor: platform, tenantId: ACME, patch: { disabled: true } });
    expect(shut.isDisabled).toBe(true);
    expect([await world.sessionIds(ann), await world.sessionIds(eve)].map((ids) => ids.length)).toEqual([0, 1]);
    expect(world.outbox.facts.at(-1)).toMatchObject({
      rule: { action: 'tenant.disable', risk: 'high' },
      tenantId: ACME,
      details: { endedSessions: 1 },
    });
    await update.execute({ actor: platform, tenantId: ACME, patch: { disabled: true } });
    expect(world.outbox.facts.at(-1)).toMatchObject({ outcome: 'unchanged' });
    await update.execute({ actor: platform, tenantId: ACME, patch: { disabled: false } });
    expect(world.outbox.facts.at(-1)).toMatchObject({ rule: { action: 'tenant.enable', risk: 'high' } });
  });

  it('is a matter of the platform, which cannot be disabled itself', async () => {
    const { world, update } = useCases();
    const own = await world.actor(ACME, 'tenant_admin');
    await expect(update.execute({ actor: own, tenantId: ACME, patch: { disabled: true } })).rejects.toThrow(Forbidden);
    const platform = await world.actor(PLATFORM_TENANT_ID, 'tenant_admin');
    await expect(update.execute({ actor: platform, tenantId: 'default-tenant', patch: { disabled: true } })).rejects.toThrow(TenantInUse);
  });
});
