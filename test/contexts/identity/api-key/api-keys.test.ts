import { CreateApiKey } from '#contexts/identity/api-key/application/create-api-key';
import { ListApiKeys } from '#contexts/identity/api-key/application/list-api-keys';
import { ReadApiKey } from '#contexts/identity/api-key/application/read-api-key';
import { UpdateApiKey } from '#contexts/identity/api-key/application/update-api-key';
import { ApiKeyNotFound } from '#contexts/identity/api-key/domain/api-key';
import { secretHashOf } from '#contexts/identity/api-key/domain/key-value';
import { Invalid } from '#shared/errors';
import { ScriptedRandomSource } from '../../../fakes/identity/credentials';
import { ACME, GLOBEX, IdentityWorld } from '../identity-world';

function useCases(world = new IdentityWorld(), random = world.random) {
  const { apiKeys, outbox, unitOfWork, ids, clock } = world;
  return {
    world,
    create: new CreateApiKey(apiKeys, random, outbox, unitOfWork, ids, clock),
    update: new UpdateApiKey(apiKeys, outbox, unitOfWork, clock),
    list: new ListApiKeys(apiKeys, outbox, unitOfWork),
    read: new ReadApiKey(apiKeys),
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
    expect(await list.execute(actor)).toEqual([revoked]);
    await update.execute({ actor, id, as: 'revoke', patch: { revoked: true } });
    await update.execute({ actor, id, as: 'update', patch: { revoked: false } });
    expect(world.outbox.facts.map(({ rule, outcome }) => `${rule.action} ${outcome}`)).toEqual([
      'api_key.create success',
      'api_key.revoke success',
      'api_key.list success',
      'api_key.revoke unchanged',
      'api_key.update success',
    ]);
  });

  it("of somebody else are not found, in one's own tenant and in another", async () => {
    const { world, create, update, read, list } = useCases();
    const owner = await world.actor(ACME, 'user');
    const { id } = (await create.execute({ actor: owner, name: 'k', expiresAt: null })).apiKey.state;
    for (const stranger of [await world.actor(ACME, 'admin'), await world.actor(GLOBEX, 'admin')]) {
      await expect(read.execute(stranger, id)).rejects.toThrow(ApiKeyNotFound);
      await expect(update.execute({ actor: stranger, id, as: 'revoke', patch: { revoked: true } })).rejects.toThrow(ApiKeyNotFound);
      expect(await list.execute(stranger)).toEqual([]);
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
});
