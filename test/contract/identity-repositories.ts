import type { ApiKeyRepository } from '#contexts/identity/api-key/application/api-key-repository.port';
import { ApiKey, ApiKeyPrefixTaken } from '#contexts/identity/api-key/domain/api-key';
import type { TenantRepository } from '#contexts/identity/tenant/application/tenant-repository.port';
import { Tenant, TenantTaken } from '#contexts/identity/tenant/domain/tenant';
import type { UserRepository } from '#contexts/identity/user/application/user-repository.port';
import { EmailTaken, User } from '#contexts/identity/user/domain/user';
import { StaleRevision } from '#shared/errors';
import type { UnitOfWork } from '#shared/unit-of-work.port';

export interface IdentityRepositories {
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

const T1 = '00000000-0000-7000-8000-0000000000a1';
const T2 = '00000000-0000-7000-8000-0000000000b1';
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');
const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const tenant = (id: string, name: string, now = NOW): Tenant => Tenant.create({ id, name, marketplaceRequiresApproval: false, now });
const user = (n: number, tenantId: string, email: string, now = NOW): User =>
  User.create({ id: idOf(n), tenantId, email, name: 'Äßé 🙂', role: 'user', passwordHash: 'hash', now });
const apiKey = (n: number, owner: User, prefix: string): ApiKey =>
  ApiKey.create({
    id: idOf(n),
    tenantId: owner.state.tenantId,
    userId: owner.state.id,
    name: 'key',
    prefix,
    secret: 'ab',
    expiresAt: LATER,
    now: NOW,
  });

/** What the three repositories promise, whatever they keep things in. */
export function identityRepositoriesKeepTheirWord(name: string, open: () => Promise<IdentityRepositories>): void {
  describe(`identity repositories on ${name}`, () => {
    let store: IdentityRepositories;
    const write = <T>(work: () => Promise<T>): Promise<T> => store.unitOfWork.maintain(work);

    beforeEach(async () => {
      store = await open();
      await write(async () => {
        await store.tenants.add(tenant(T1, 'Acme'));
        await store.tenants.add(tenant(T2, 'Globex', LATER));
      });
    });
    afterEach(() => store.close());

    it('gives back what it was given', async () => {
      const ann = user(1, T1, 'Ann@Acme.test');
      const key = apiKey(2, ann, 'japm_00000001');
      await write(async () => {
        await store.users.add(ann);
        await store.apiKeys.add(key);
      });
      expect((await store.tenants.find(T1))?.state).toEqual(tenant(T1, 'Acme').state);
      expect((await store.users.find(T1, ann.state.id))?.state).toEqual(ann.state);
      expect((await store.users.findByEmailKey('ann@acme.test'))?.state).toEqual(ann.state);
      expect((await store.apiKeys.find(T1, ann.state.id, key.state.id))?.state).toEqual(key.state);
      expect((await store.apiKeys.findByPrefix('japm_00000001'))?.state).toEqual(key.state);
    });

    it('finds nothing under another tenant or owner', async () => {
      const ann = user(1, T1, 'ann@acme.test');
      await write(async () => {
        await store.users.add(ann);
        await store.apiKeys.add(apiKey(2, ann, 'japm_00000001'));
      });
      expect(await store.users.find(T2, ann.state.id)).toBeNull();
      expect(await store.users.findIn([T2], ann.state.id)).toBeNull();
      expect((await store.users.findIn([T1, T2], ann.state.id))?.state.id).toBe(ann.state.id);
      expect(await store.users.list(T2)).toEqual([]);
      expect(await store.apiKeys.find(T2, ann.state.id, idOf(2))).toBeNull();
      expect(await store.apiKeys.find(T1, idOf(9), idOf(2))).toBeNull();
      expect(await store.apiKeys.list(T1, idOf(9))).toEqual([]);
    });

    it('lists by creation, ties by id', async () => {
      await write(async () => {
        await store.users.add(user(3, T1, 'c@acme.test', LATER));
        await store.users.add(user(2, T1, 'b@acme.test'));
        await store.users.add(user(1, T1, 'a@acme.test'));
      });
      expect((await store.users.list(T1)).map(({ state }) => state.id)).toEqual([idOf(1), idOf(2), idOf(3)]);
      expect((await store.tenants.list()).map(({ state }) => state.id)).toEqual([T1, T2]);
    });

    it('has an address once over all tenants, whatever its case', async () => {
      await write(() => store.users.add(user(1, T1, 'ann@acme.test')));
      await expect(write(() => store.users.add(user(2, T2, 'ANN@Acme.test')))).rejects.toThrow(EmailTaken);
      await write(() => store.users.add(user(3, T2, 'bo@acme.test')));
      await expect(write(() => store.users.update(user(3, T2, 'bo@acme.test').change({ email: 'aNN@acme.test' }, LATER)))).rejects.toThrow(
        EmailTaken,
      );
    });

    it('has a tenant name and a tenant id once', async () => {
      await expect(write(() => store.tenants.add(tenant(idOf(7), 'Acme')))).rejects.toThrow(TenantTaken);
      await expect(write(() => store.tenants.add(tenant(T1, 'Other')))).rejects.toThrow(TenantTaken);
      await expect(write(() => store.tenants.update(tenant(T2, 'Globex').change({ name: 'Acme' }, LATER)))).rejects.toThrow(TenantTaken);
      await write(() => store.tenants.add(tenant(idOf(8), 'ACME')));
    });

    it('has a key prefix once', async () => {
      const ann = user(1, T1, 'ann@acme.test');
      await write(() => store.users.add(ann));
      await write(() => store.apiKeys.add(apiKey(2, ann, 'japm_00000001')));
      await expect(write(() => store.apiKeys.add(apiKey(3, ann, 'japm_00000001')))).rejects.toThrow(ApiKeyPrefixTaken);
    });

    it('replaces the revision before and no other', async () => {
      const ann = user(1, T1, 'ann@acme.test');
      const key = apiKey(2, ann, 'japm_00000001');
      await write(async () => {
        await store.users.add(ann);
        await store.apiKeys.add(key);
      });
      const changed = ann.change({ name: 'Ann', role: 'tenant_admin', passwordHash: 'other' }, LATER);
      const renamed = tenant(T1, 'Acme').change({ name: 'Acme Ltd', marketplaceRequiresApproval: true }, LATER);
      const revoked = key.change({ revoked: true, expiresAt: null }, LATER);
      await write(async () => {
        await store.users.update(changed);
        await store.tenants.update(renamed);
        await store.apiKeys.update(revoked);
      });
      expect((await store.users.find(T1, idOf(1)))?.state).toEqual(changed.state);
      expect((await store.tenants.find(T1))?.state).toEqual(renamed.state);
      expect((await store.apiKeys.find(T1, idOf(1), idOf(2)))?.state).toEqual(revoked.state);
      await expect(write(() => store.users.update(changed))).rejects.toThrow(StaleRevision);
      await expect(write(() => store.users.remove(ann))).rejects.toThrow(StaleRevision);
      await expect(write(() => store.tenants.update(renamed))).rejects.toThrow(StaleRevision);
      await expect(write(() => store.tenants.remove(tenant(T1, 'Acme')))).rejects.toThrow(StaleRevision);
      await expect(write(() => store.apiKeys.update(revoked))).rejects.toThrow(StaleRevision);
    });

    it('keeps the last use of a key apart from its changes', async () => {
      const ann = user(1, T1, 'ann@acme.test');
      const key = apiKey(2, ann, 'japm_00000001');
      await write(async () => {
        await store.users.add(ann);
        await store.apiKeys.add(key);
        await store.apiKeys.touch(T1, [key.state.id], LATER);
        await store.apiKeys.update(key.change({ name: 'renamed' }, LATER));
      });
      const kept = await store.apiKeys.find(T1, idOf(1), idOf(2));
      expect(kept?.state).toMatchObject({ name: 'renamed', lastUsedAt: LATER, revision: 2 });
    });

    it("removes a user's keys with him, and a tenant's users with their keys", async () => {
      const [ann, bo] = [user(1, T1, 'ann@acme.test'), user(2, T1, 'bo@acme.test')];
      await write(async () => {
        await store.users.add(ann);
        await store.users.add(bo);
        await store.apiKeys.add(apiKey(3, ann, 'japm_00000001'));
        await store.apiKeys.add(apiKey(4, bo, 'japm_00000002'));
        await store.users.remove(ann);
      });
      expect(await store.apiKeys.findByPrefix('japm_00000001')).toBeNull();
      expect(await store.apiKeys.findByPrefix('japm_00000002')).not.toBeNull();
      expect(
        await write(async () => {
          const removed = await store.users.removeAll(T1);
          await store.tenants.remove(tenant(T1, 'Acme'));
          return removed;
        }),
      ).toBe(1);
      expect(await store.apiKeys.findByPrefix('japm_00000002')).toBeNull();
      expect(await store.tenants.find(T1)).toBeNull();
    });
  });
}
