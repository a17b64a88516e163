import { PERMISSIONS } from '#bootstrap/contexts';
import { wholeList } from '#shared/list';
import { API_KEY_LIST } from '#contexts/identity/api-key/application/api-key-repository.port';
import { CreateApiKey } from '#contexts/identity/api-key/application/create-api-key';
import { ListApiKeys } from '#contexts/identity/api-key/application/list-api-keys';
import { ReadApiKey } from '#contexts/identity/api-key/application/read-api-key';
import { RotateApiKey } from '#contexts/identity/api-key/application/rotate-api-key';
import { UpdateApiKey } from '#contexts/identity/api-key/application/update-api-key';
import { ApiKeyNotFound } from '#contexts/identity/api-key/domain/api-key';
import { secretHashOf } from '#contexts/identity/api-key/domain/key-value';
import { Invalid } from '#shared/errors';
import { ScriptedRandomSource } from '../../../fakes/identity/credentials';
import { ACME, GLOBEX, IdentityWorld } from '../identity-world';

function useCases(world = new IdentityWorld(), random = world.random) {
  const { apiKeys, keyProjects, outbox, unitOfWork, ids, clock, policy } = world;
  return {
    world,
    create: new CreateApiKey(apiKeys, keyProjects, random, outbox, unitOfWork, ids, clock, policy, PERMISSIONS),
    update: new UpdateApiKey(apiKeys, outbox, unitOfWork, clock, policy),
    rotate: new RotateApiKey(apiKeys, random, outbox, unitOfWork, clock, policy),
    list: new ListApiKeys(apiKeys, outbox, unitOfWork, policy),
    read: new ReadApiKey(apiKeys, policy),
  };
}

describe('API keys', () => {
  it('are shown once: storage and trail have no secret', async () => {
    const { world, create } = useCases();
    const actor = await world.actor(ACME, 'user');
    const { apiKey, value } = await create.execute({ actor, name: ' checkout ', expiresAt: null });
    const secret = value.split('_')[2] ?? '';
    expect(apiKey.state).toMatchObject({
      name: 'checkout',
      userId: actor.id,
      tenantId: ACME,
      revoked: false,
      secretHash: secretHashOf(secret),
    });
    expect(value).toBe(`${apiKey.state.prefix}_${secret}`);
    expect(apiKey.displayKey).not.toContain(secret);
    expect(world.outbox.facts).toMatchObject([{ rule: { action: 'api_key.create' }, resource: { id: apiKey.state.id, revision: 1 } }]);
    expect(world.trail).not.toContain(secret);
    expect(world.trail).not.toContain(apiKey.state.secretHash);
  });

  it('take another prefix when theirs is in use', async () => {
    const same = Buffer.from('0f3a9c1e', 'hex');
    const random = new ScriptedRandomSource([same, Buffer.alloc(24, 1), same, Buffer.alloc(24, 2), Buffer.from('11111111', 'hex')]);
    const { world, create } = useCases(new IdentityWorld(), random);
    const actor = await world.actor(ACME, 'user');
    await create.execute({ actor, name: 'one', expiresAt: null });
    const second = await create.execute({ actor, name: 'two', expiresAt: null });
    expect(second.apiKey.state.prefix).toBe('japm_11111111');
    expect(world.outbox.facts).toHaveLength(2);
  });

  it('want a name and a date that a calendar has', async () => {
    const { world, create } = useCases();
    const actor = await world.actor(ACME, 'user');
    const attempt = create.execute({ actor, name: ' ', expiresAt: new Date('+012026-01-01T00:00:00Z') });
    await expect(attempt).rejects.toThrow(Invalid);
    await expect(attempt).rejects.toMatchObject({ errors: [{ pointer: '/name' }, { pointer: '/expiresAt' }] });
  });

  it('are revoked, not removed, and come back by an edit', async () => {
    const { world, create, update, list } = useCases();
    const actor = await world.actor(ACME, 'user');
    const { id } = (await create.execute({ actor, name: 'k', expiresAt: null })).apiKey.state;
    const revoked = await update.execute({ actor, id, as: 'revoke', patch: { revoked: true } });
    expect(revoked.state).toMatchObject({ revoked: true, revision: 2 });
    expect((await list.execute(actor, wholeList(API_KEY_LIST))).items).toEqual([revoked]);
    await update.execute({ actor, id, as: 'revoke', patch: { revoked: true } });
    await update.execute({ actor, id, as: 'update', patch: { revoked: false } });
    expect(world.outbox.facts.map(({ rule, outcome }) => `${rule.action} ${outcome}`)).toEqual([
      'api_key.create success',
      'api_key.revoke success',
      'api_key.list success',
      'api_key.revoke unchanged',
      'api_key.restore success',
    ]);
    expect(world.outbox.facts.at(-1)?.rule.risk).toBe('high');
  });

  it("of somebody else are not found, in one's own tenant and in another", async () => {
    const { world, create, update, read, list } = useCases();
    const owner = await world.actor(ACME, 'user');
    const { id } = (await create.execute({ actor: owner, name: 'k', expiresAt: null })).apiKey.state;
    for (const stranger of [await world.actor(ACME, 'admin'), await world.actor(GLOBEX, 'admin')]) {
      await expect(read.execute(stranger, id)).rejects.toThrow(ApiKeyNotFound);
      await expect(update.execute({ actor: stranger, id, as: 'revoke', patch: { revoked: true } })).rejects.toThrow(ApiKeyNotFound);
      expect((await list.execute(stranger, wholeList(API_KEY_LIST))).items).toEqual([]);
    }
    expect((await read.execute(owner, id)).state.revoked).toBe(false);
  });

  it('keep an expiry that is not named and lose one that is cleared', async () => {
    const { world, create, update } = useCases();
    const actor = await world.actor(ACME, 'user');
    const expiresAt = new Date('2031-01-31T09:30:00.000Z');
    const { id } = (await create.execute({ actor, name: 'k', expiresAt })).apiKey.state;
    expect((await update.execute({ actor, id, as: 'update', patch: { name: 'renamed', expiresAt: undefined } })).state.expiresAt).toEqual(
      expiresAt,
    );
    expect((await update.execute({ actor, id, as: 'update', patch: { expiresAt: null } })).state.expiresAt).toBeNull();
  });

  it('name at most 100 projects, and nobody is asked for more', async () => {
    const { world, create } = useCases();
    const asked = jest.spyOn(world.keyProjects, 'unknown');
    const actor = await world.actor(ACME, 'user');
    const projects = Array.from({ length: 33_000 }, () => 'shop');
    const attempt = create.execute({ actor, name: 'k', expiresAt: null, scopes: { projects } });
    await expect(attempt).rejects.toMatchObject({ errors: [{ pointer: '/projects', message: 'projects must have 1 to 100 elements' }] });
    expect(asked.mock.calls[0]?.[1]).toHaveLength(100);
  });

  it('name only permissions that their owner has', async () => {
    const { world, create } = useCases();
    const actor = await world.actor(ACME, 'user');
    const attempt = create.execute({
      actor,
      name: 'k',
      expiresAt: null,
      scopes: { permissions: ['prompt:read', 'user:read', 'nonsense'] },
    });
    await expect(attempt).rejects.toMatchObject({ errors: [{ pointer: '/permissions/1' }, { pointer: '/permissions/2' }] });
  });

  it('do not make, change or renew a key that may do more', async () => {
    const { world, create, update, rotate } = useCases();
    const owner = await world.actor(ACME, 'user');
    const wide = (await create.execute({ actor: owner, name: 'wide', expiresAt: null })).apiKey.state;
    const scopes = { permissions: ['api-key:own', 'prompt:read'], projects: null, environments: null };
    const actor = { ...owner, type: 'api_key' as const, scopes };
    const refused = { code: 'identity.api_key_wider' };
    await expect(create.execute({ actor, name: 'k', expiresAt: null })).rejects.toMatchObject(refused);
    await expect(create.execute({ actor, name: 'k', expiresAt: null, scopes: { permissions: ['prompt:write'] } })).rejects.toMatchObject(
      refused,
    );
    await expect(update.execute({ actor, id: wide.id, as: 'update', patch: { expiresAt: null } })).rejects.toMatchObject(refused);
    await expect(rotate.execute({ actor, id: wide.id, overlapSeconds: 0 })).rejects.toMatchObject(refused);
    const narrow = await create.execute({
      actor,
      name: 'k',
      expiresAt: null,
      scopes: { permissions: ['prompt:read'], projects: ['shop'] },
    });
    expect(narrow.apiKey.scopes).toEqual({ permissions: ['prompt:read'], projects: ['shop'], environments: null });
  });

  it('without permissions of their own do not make, change or renew one that names what they do not open', async () => {
    const { world, create, update, rotate } = useCases();
    const owner = await world.actor(ACME, 'admin');
    const named = (await create.execute({ actor: owner, name: 'n', expiresAt: null, scopes: { permissions: ['audit:read'] } })).apiKey
      .state;
    const refused = { code: 'identity.api_key_wider' };
    for (const scopes of [null, { permissions: null, projects: ['shop'], environments: null }]) {
      const actor = { ...owner, type: 'api_key' as const, scopes };
      const attempt = create.execute({
        actor,
        name: 'k',
        expiresAt: null,
        scopes: { permissions: ['prompt:resolve', 'audit:read'], projects: ['shop'] },
      });
      await expect(attempt).rejects.toMatchObject(refused);
      await expect(update.execute({ actor, id: named.id, as: 'update', patch: { name: 'mine' } })).rejects.toMatchObject(refused);
      await expect(rotate.execute({ actor, id: named.id, overlapSeconds: 0 })).rejects.toMatchObject(refused);
      const within = await create.execute({
        actor,
        name: 'k',
        expiresAt: null,
        scopes: { permissions: ['prompt:resolve', 'profile:read'], projects: ['shop'] },
      });
      expect(within.apiKey.scopes).toMatchObject({ permissions: ['prompt:resolve', 'profile:read'] });
    }
  });

  it('are narrowed only to projects that there are', async () => {
    const { world, create } = useCases();
    const actor = await world.actor(ACME, 'admin');
    const attempt = create.execute({ actor, name: 'k', expiresAt: null, scopes: { projects: ['nowhere', ' shop ', 'gone'] } });
    await expect(attempt).rejects.toMatchObject({
      kind: 'invalid',
      errors: [
        { pointer: '/projects/0', message: "project 'nowhere' does not exist" },
        { pointer: '/projects/2', message: "project 'gone' does not exist" },
      ],
    });
  });

  it('do not make, change or renew a key that ends later', async () => {
    const { world, create, update, rotate } = useCases();
    const owner = await world.actor(ACME, 'user');
    const end = new Date('2031-01-31T09:30:00.000Z');
    const later = new Date(end.getTime() + 1);
    const { id } = (await create.execute({ actor: owner, name: 'own', expiresAt: end })).apiKey.state;
    const forever = (await create.execute({ actor: owner, name: 'forever', expiresAt: null })).apiKey.state;
    const actor = { ...owner, type: 'api_key' as const, keyExpiresAt: end };
    const refused = { code: 'identity.api_key_longer' };
    for (const expiresAt of [null, later]) {
      await expect(create.execute({ actor, name: 'k', expiresAt })).rejects.toMatchObject(refused);
      await expect(update.execute({ actor, id, as: 'update', patch: { expiresAt } })).rejects.toMatchObject(refused);
    }
    await expect(rotate.execute({ actor, id: forever.id, overlapSeconds: 0 })).rejects.toMatchObject(refused);
    await expect(update.execute({ actor, id: forever.id, as: 'update', patch: { expiresAt: end } })).rejects.toMatchObject(refused);
    expect((await create.execute({ actor, name: 'k', expiresAt: end })).apiKey.state.expiresAt).toEqual(end);
    expect((await rotate.execute({ actor, id, overlapSeconds: 0 })).apiKey.state.expiresAt).toEqual(end);
  });

  it('rotate on the trail, and only while they are good', async () => {
    const { world, create, update, rotate } = useCases();
    const actor = await world.actor(ACME, 'user');
    const { id } = (await create.execute({ actor, name: 'k', expiresAt: null })).apiKey.state;
    const { apiKey, value } = await rotate.execute({ actor, id, overlapSeconds: 3600 });
    expect(apiKey.state.overlapUntil).toEqual(new Date(world.clock.now().getTime() + 3_600_000));
    expect(world.outbox.facts.at(-1)).toMatchObject({ rule: { action: 'api_key.rotate', risk: 'high' }, resource: { id, revision: 2 } });
    expect(world.trail).not.toContain(value.split('_')[2]);
    for (const overlapSeconds of [-1, 1.5, 2_592_001, Number.NaN]) {
      await expect(rotate.execute({ actor, id, overlapSeconds })).rejects.toThrow(Invalid);
    }
    await update.execute({ actor, id, as: 'revoke', patch: { revoked: true } });
    await expect(rotate.execute({ actor, id, overlapSeconds: 0 })).rejects.toMatchObject({ code: 'identity.api_key_over' });
    await expect(rotate.execute({ actor: await world.actor(ACME, 'admin'), id, overlapSeconds: 0 })).rejects.toThrow(ApiKeyNotFound);
  });
});
