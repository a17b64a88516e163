import { DeleteUser } from '#contexts/identity/user/application/delete-user';
import { UpdateUser, type UpdateUserCommand } from '#contexts/identity/user/application/update-user';
import { LastAdministrator, OwnAccount, type User } from '#contexts/identity/user/domain/user';
import { Forbidden } from '#shared/errors';
import type { Actor } from '#shared/actor';
import { ACME, actorOf, IdentityWorld } from '../identity-world';

function useCases(world = new IdentityWorld()) {
  const { users, userScope, hasher, guard, outbox, unitOfWork, clock, usage } = world;
  const update = new UpdateUser(users, userScope, hasher, guard, outbox, unitOfWork, clock);
  return {
    world,
    edit: (actor: Actor, { state }: User, patch: Partial<UpdateUserCommand>) =>
      update.execute({ actor, userId: state.id, as: 'update', ...patch }),
    remove: new DeleteUser(users, usage, userScope, guard, outbox, unitOfWork),
  };
}

describe('the last enabled administrator', () => {
  it.each([
    ['demoted', { role: 'user' }],
    ['demoted to a consumer', { role: 'prompt_consumer' }],
    ['disabled', { disabled: true }],
  ] as const)('is not %s', async (_what, patch) => {
    const { world, edit } = useCases();
    const boss = await world.user(ACME, 'tenant_admin');
    const disabled = await world.user(ACME, 'admin');
    await world.users.update(disabled.change({ disabled: true }, world.clock.now()));
    await world.user(ACME, 'user');
    const owner = { ...(await world.actor(ACME, 'user')), role: 'admin' as const };
    await expect(edit(owner, boss, patch)).rejects.toThrow(LastAdministrator);
    expect(await world.users.find(ACME, boss.state.id)).toBe(boss);
    const second = await world.user(ACME, 'tenant_admin');
    await edit(owner, boss, patch);
    await expect(edit(owner, second, patch)).rejects.toThrow(LastAdministrator);
  });

  it('is not removed', async () => {
    const { world, remove } = useCases();
    const boss = await world.user(ACME, 'admin');
    const actor = { ...(await world.actor(ACME, 'user')), role: 'admin' as const };
    await expect(remove.execute({ actor, userId: boss.state.id })).rejects.toThrow(LastAdministrator);
    await world.user(ACME, 'tenant_admin');
    await remove.execute({ actor, userId: boss.state.id });
  });

  it('may become the other kind of administrator', async () => {
    const { world, edit } = useCases();
    const boss = await world.user(ACME, 'tenant_admin');
    const actor = { ...(await world.actor(ACME, 'user')), role: 'admin' as const };
    expect((await edit(actor, boss, { role: 'admin' })).state.role).toBe('admin');
  });
});

describe('administrators', () => {
  it('neither change their own role nor disable themselves, but may change their address', async () => {
    const { world, edit } = useCases();
    await world.user(ACME, 'admin');
    for (const role of ['admin', 'tenant_admin'] as const) {
      const boss = await world.user(ACME, role);
      await expect(edit(actorOf(boss), boss, { role: 'user' })).rejects.toThrow(OwnAccount);
      await expect(edit(actorOf(boss), boss, { disabled: true })).rejects.toThrow(OwnAccount);
      expect((await edit(actorOf(boss), boss, { email: `${role}@acme.test`, role })).state.email).toBe(`${role}@acme.test`);
    }
  });

  it('do not shut out who stands above them', async () => {
    const { world, edit } = useCases();
    const [boss, climber] = [await world.user(ACME, 'admin'), await world.user(ACME, 'tenant_admin')];
    await expect(edit(actorOf(climber), boss, { disabled: true })).rejects.toThrow(Forbidden);
  });
});

describe('a changed account', () => {
  it.each([
    ['user.credentials', { password: 'another horse' }],
    ['user.credentials', { email: 'other@acme.test' }],
    ['user.disable', { disabled: true }],
  ] as const)('is on the trail as %s with high risk, and its sessions and resets are over', async (action, patch) => {
    const { world, edit } = useCases();
    const ann = await world.user(ACME, 'user');
    await world.signIn(ann);
    await world.resets.put({ tenantId: ACME, userId: ann.state.id, tokenHash: 'h', createdAt: new Date(0), expiresAt: new Date(0) });
    await edit(await world.actor(ACME, 'admin'), ann, patch);
    expect(await world.sessionIds(ann)).toEqual([]);
    expect(world.store.resets.size).toBe(0);
    expect(world.outbox.facts.at(-1)).toMatchObject({ rule: { action, risk: 'high' }, details: { endedSessions: 1 } });
    expect(world.trail).not.toMatch(/horse|acme\.test/u);
  });

  it.each([
    ['user.role', { role: 'tenant_admin', name: 'Anna' }, 'high'],
    ['user.update', { name: 'Anna' }, 'medium'],
  ] as const)('by %s keeps its sessions', async (action, patch, risk) => {
    const { world, edit } = useCases();
    const ann = await world.user(ACME, 'user');
    await world.signIn(ann);
    await edit(await world.actor(ACME, 'admin'), ann, patch);
    expect(await world.sessionIds(ann)).toHaveLength(1);
    expect(world.outbox.facts.at(-1)).toMatchObject({ rule: { action, risk } });
  });

  it('keeps the session from which its owner changed it', async () => {
    const { world, edit } = useCases();
    const ann = await world.user(ACME, 'admin');
    const here = world.actorWith(ann, await world.signIn(ann));
    await world.signIn(ann);
    await edit(here, ann, { password: 'another horse' });
    expect(await world.sessionIds(ann)).toEqual([here.sessionId]);
  });

  it.each([{ password: 'another horse' }, { email: 'other@acme.test' }])('is not changed by an API key of its owner: %j', async (patch) => {
    const { world, edit } = useCases();
    const [ann, bo] = [await world.user(ACME, 'admin'), await world.user(ACME, 'user')];
    const key: Actor = { ...actorOf(ann), type: 'api_key', apiKeyId: 'k' };
    await expect(edit(key, ann, patch)).rejects.toThrow(Forbidden);
    expect(await world.users.find(ACME, ann.state.id)).toBe(ann);
    await edit(key, ann, { name: 'Anna', email: ann.state.email });
    await edit(key, bo, patch);
  });

  it('is enabled again without its old sessions', async () => {
    const { world, edit } = useCases();
    const [ann, admin] = [await world.user(ACME, 'user'), await world.actor(ACME, 'admin')];
    await world.signIn(ann);
    await edit(admin, ann, { disabled: true });
    await edit(admin, ann, { disabled: true });
    expect(world.outbox.facts.at(-1)).toMatchObject({ outcome: 'unchanged' });
    expect((await edit(admin, ann, { disabled: false })).isDisabled).toBe(false);
    expect(world.outbox.facts.at(-1)).toMatchObject({
      rule: { action: 'user.enable', risk: 'high' },
      changes: { disabledAt: { after: null } },
    });
    expect(await world.sessionIds(ann)).toEqual([]);
  });
});
