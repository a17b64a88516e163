import { OIDC_LINK_LIST, ReadOidcLinks } from '#contexts/identity/oidc/application/read-oidc-links';
import { RemoveOidcLink } from '#contexts/identity/oidc/application/remove-oidc-link';
import { linkIdOf } from '#contexts/identity/oidc/domain/oidc-link';
import { StaleRevision } from '#shared/errors';
import { listQuery } from '#shared/list';
import { InMemoryOidcLinkRepository } from '../../../fakes/identity/in-memory-oidc-link-repository';
import { ACME, actorOf, IdentityWorld } from '../identity-world';

/** As those of Entra ID and Keycloak, and the longest that the table takes. */
const ISSUERS = [
  'https://login.microsoftonline.com/6f1c2a52-9d0b-4c39-8f4a-0d8b1f7a2c11/v2.0',
  'https://login.acme.test/realms/the-realm-of-all-the-people-who-work-at-acme-corporation',
  `https://login.acme.test/${'x'.repeat(231)}`,
];

async function linked() {
  const world = new IdentityWorld();
  const { users, userScope, guard, outbox, unitOfWork, policy, clock } = world;
  const links = new InMemoryOidcLinkRepository(world.store);
  const user = await world.user(ACME, 'user');
  for (const issuer of ISSUERS) await links.add({ tenantId: ACME, issuer, subject: 'ann', userId: user.state.id, createdAt: clock.now() });
  return {
    ...{ world, links, user },
    linkId: linkIdOf({ issuer: ISSUERS[0] ?? '' }),
    remove: new RemoveOidcLink(links, users, userScope, guard, outbox, unitOfWork, policy),
    read: new ReadOidcLinks(links, userScope, policy, world.foreignReads),
  };
}

describe('links to providers', () => {
  it.each(['createdAt', '-createdAt', 'issuer', '-issuer'])('come in pages by %s, however long the issuers', async (sort) => {
    const { read, user } = await linked();
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await read.own(actorOf(user), listQuery({ limit: '1', sort, cursor }, OIDC_LINK_LIST));
      seen.push(...page.items.map(({ issuer }) => issuer));
      cursor = page.next;
    }
    expect(seen.toSorted()).toEqual(ISSUERS.toSorted());
  });

  it('are not removed by a key of their user, whatever it names', async () => {
    const { remove, links, user, linkId } = await linked();
    const scopes = { permissions: ['session:own'], projects: null, environments: null };
    const actor = { ...actorOf(user), type: 'api_key' as const, apiKeyId: 'key', scopes };
    await expect(remove.execute({ actor, userId: null, linkId })).rejects.toMatchObject({ code: 'identity.users_only' });
    expect(await links.listOfUser(ACME, user.state.id)).toHaveLength(ISSUERS.length);
  });

  it('leave word of whoever removed them for somebody else', async () => {
    const { world, remove, user, linkId } = await linked();
    const admin = await world.user(ACME, 'admin');
    await remove.execute({ actor: actorOf(admin), userId: user.state.id, linkId });
    expect([...world.credentialSettings.open]).toEqual([`${admin.state.id} → ${user.state.id}`]);
  });

  it('go under the lock of their user: sessions that come through them wait, or are ended', async () => {
    const { world, remove, links, user, linkId } = await linked();
    const lock = jest.spyOn(world.users, 'lock').mockRejectedValueOnce(new StaleRevision('User', user.state.id));
    await expect(remove.execute({ actor: actorOf(user), userId: null, linkId })).rejects.toThrow(StaleRevision);
    expect(await links.listOfUser(ACME, user.state.id)).toHaveLength(ISSUERS.length);
    const look = jest.spyOn(links, 'listOfUser');
    await remove.execute({ actor: actorOf(user), userId: null, linkId });
    expect(lock.mock.invocationCallOrder[1]).toBeLessThan(look.mock.invocationCallOrder[0] ?? 0);
    expect(await links.listOfUser(ACME, user.state.id)).toHaveLength(ISSUERS.length - 1);
  });
});
