import { OidcLinkNotFound, OidcLinkTaken, type OidcLink } from '#contexts/identity/oidc/domain/oidc-link';
import type { OidcLinkRepository } from '#contexts/identity/oidc/application/oidc-link-repository.port';
import { Tenant } from '#contexts/identity/tenant/domain/tenant';
import type { TenantRepository } from '#contexts/identity/tenant/application/tenant-repository.port';
import type { UserRepository } from '#contexts/identity/user/application/user-repository.port';
import { User } from '#contexts/identity/user/domain/user';
import type { UnitOfWork } from '#shared/unit-of-work.port';

interface Parts {
  readonly links: OidcLinkRepository;
  readonly users: UserRepository;
  readonly tenants: TenantRepository;
  readonly unitOfWork: Pick<UnitOfWork, 'maintain'>;
  close(): Promise<void>;
}

const NOW = new Date('2026-01-01T00:00:00.000Z');
const [ACME, GLOBEX] = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b1'] as const;
const ISSUER = 'https://login.acme.test';

const user = (tenantId: string, id: string): User =>
  User.create({ id, tenantId, email: `${id}@acme.test`, name: 'Ann', role: 'user', passwordHash: 'hash', now: NOW });
const linkTo = ({ state: { tenantId, id } }: User, subject: string, issuer = ISSUER): OidcLink => ({
  tenantId,
  issuer,
  subject,
  userId: id,
  createdAt: NOW,
});

/** What every repository of links promises, real or fake. */
export function oidcLinkRepositoryKeepsItsWord(name: string, open: () => Promise<Parts>): void {
  describe(`the links to OpenID providers: ${name}`, () => {
    let parts: Parts;
    const [ann, bo] = [user(ACME, '00000000-0000-7000-8000-0000000000a2'), user(ACME, '00000000-0000-7000-8000-0000000000a3')];
    const add = (link: OidcLink): Promise<void> => parts.unitOfWork.maintain(() => parts.links.add(link));

    beforeEach(async () => {
      parts = await open();
      await parts.unitOfWork.maintain(async () => {
        for (const id of [ACME, GLOBEX])
          await parts.tenants.add(Tenant.create({ id, name: id, marketplaceRequiresApproval: true, now: NOW }));
        for (const each of [ann, bo]) await parts.users.add(each);
      });
    });
    afterEach(() => parts.close());

    it('finds a link by tenant, issuer and subject, byte by byte', async () => {
      const link = linkTo(ann, 'Subject-1');
      await add(link);
      expect(await parts.links.find(ACME, ISSUER, 'Subject-1')).toEqual(link);
      expect(await parts.links.find(ACME, ISSUER, 'subject-1')).toBeNull();
      expect(await parts.links.find(ACME, 'https://other.test', 'Subject-1')).toBeNull();
      expect(await parts.links.find(GLOBEX, ISSUER, 'Subject-1')).toBeNull();
    });

    it('keeps one user a subject, and one subject of an issuer a user', async () => {
      await add(linkTo(ann, '1'));
      await expect(add(linkTo(bo, '1'))).rejects.toThrow(OidcLinkTaken);
      await expect(add(linkTo(ann, '2'))).rejects.toThrow(OidcLinkTaken);
      await add(linkTo(ann, '1', 'https://other.test'));
      expect(await parts.links.isLinked(ACME, ISSUER, ann.state.id)).toBe(true);
      expect(await parts.links.isLinked(ACME, ISSUER, bo.state.id)).toBe(false);
      expect(await parts.links.isLinked(GLOBEX, ISSUER, ann.state.id)).toBe(false);
    });

    it('lists the links of a user and removes one', async () => {
      const [first, second] = [linkTo(ann, '1'), linkTo(ann, '1', 'https://other.test')];
      for (const each of [first, second, linkTo(bo, '2')]) await add(each);
      expect(await parts.links.listOfUser(ACME, ann.state.id)).toEqual([first, second]);
      expect(await parts.links.listOfUser(GLOBEX, ann.state.id)).toEqual([]);
      const remove = (link: OidcLink): Promise<void> => parts.unitOfWork.maintain(() => parts.links.remove(link));
      await remove(first);
      expect(await parts.links.listOfUser(ACME, ann.state.id)).toEqual([second]);
      await expect(remove(first)).rejects.toThrow(OidcLinkNotFound);
      await expect(remove({ ...second, userId: bo.state.id })).rejects.toThrow(OidcLinkNotFound);
      expect(await parts.links.listOfUser(ACME, bo.state.id)).toHaveLength(1);
    });

    it('forgets the links of a user who is removed', async () => {
      await add(linkTo(ann, '1'));
      await parts.unitOfWork.maintain(() => parts.users.remove(ann));
      expect(await parts.links.find(ACME, ISSUER, '1')).toBeNull();
    });
  });
}
