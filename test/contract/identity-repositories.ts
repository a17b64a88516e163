import type { ApiKeyRepository } from '#contexts/identity/api-key/application/api-key-repository.port';
import { wholeList } from '#shared/list';
import { API_KEY_LIST } from '#contexts/identity/api-key/application/api-key-repository.port';
import { ApiKey, ApiKeyPrefixTaken } from '#contexts/identity/api-key/domain/api-key';
import type { SessionRepository } from '#contexts/identity/session/application/session-repository.port';
import type { SignInHistory } from '#contexts/identity/session/application/sign-in-history.port';
import { Session } from '#contexts/identity/session/domain/session';
import type { TenantRepository } from '#contexts/identity/tenant/application/tenant-repository.port';
import { Tenant, TenantTaken } from '#contexts/identity/tenant/domain/tenant';
import type { PasswordResetRepository } from '#contexts/identity/user/application/password-reset-repository.port';
import type { UserRepository } from '#contexts/identity/user/application/user-repository.port';
import { EmailTaken, User } from '#contexts/identity/user/domain/user';
import { StaleRevision } from '#shared/errors';
import type { UnitOfWork } from '#shared/unit-of-work.port';

export interface IdentityRepositories {
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly sessions: SessionRepository;
  readonly history: SignInHistory;
  readonly resets: PasswordResetRepository;
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

const sessionOf = (n: number, { state: { tenantId, id } }: User, now = NOW, ip: string | null = null): Session =>
  Session.start({
    tenantId,
    id: idOf(n),
    userId: id,
    token: { family: `family ${n}`, secret: 'secret' },
    userAgent: 'tests',
    ip,
    lifetimeSeconds: 60,
    now,
  });

/** What the repositories promise, whatever they keep things in. */
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
      expect((await store.apiKeys.page(T1, idOf(9), wholeList(API_KEY_LIST))).items).toEqual([]);
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
        expect(await store.users.remove(ann)).toEqual({ apiKeys: 1, sessions: 0, oidcLinks: 0 });
      });
      expect(await store.apiKeys.findByPrefix('japm_00000001')).toBeNull();
      expect(await store.apiKeys.findByPrefix('japm_00000002')).not.toBeNull();
      expect(
        await write(async () => {
          const removed = await store.users.removeAll(T1);
          await store.tenants.remove(tenant(T1, 'Acme'));
          return removed;
        }),
      ).toEqual({ users: 1, apiKeys: 1, sessions: 0, oidcLinks: 0 });
      expect(await store.apiKeys.findByPrefix('japm_00000002')).toBeNull();
      expect(await store.tenants.find(T1)).toBeNull();
    });

    it('keeps sessions, and finds them by owner and by family', async () => {
      const [ann, bo] = [user(1, T1, 'ann@acme.test'), user(2, T1, 'bo@acme.test')];
      const [one, two] = [sessionOf(3, ann), sessionOf(4, ann, LATER)];
      await write(async () => {
        for (const each of [ann, bo]) await store.users.add(each);
        for (const each of [one, two, sessionOf(5, bo)]) await store.sessions.add(each);
      });
      expect((await store.sessions.find(T1, idOf(1), idOf(3)))?.state).toEqual(one.state);
      expect(await store.sessions.find(T1, idOf(2), idOf(3))).toBeNull();
      expect(await store.sessions.find(T2, idOf(1), idOf(3))).toBeNull();
      expect((await store.sessions.findByFamily(two.state.familyHash))?.state).toEqual(two.state);
      expect(await store.sessions.findByFamily('x')).toBeNull();
      expect((await store.sessions.listLive(T1, idOf(1), LATER)).map(({ state }) => state.id)).toEqual([idOf(4), idOf(3)]);
      const rotated = one.rotate({ family: 'family 3', secret: 'secret' }, Buffer.alloc(32), LATER).session;
      await write(() => store.sessions.update(rotated));
      expect((await store.sessions.find(T1, idOf(1), idOf(3)))?.state).toEqual(rotated.state);
      await expect(write(() => store.sessions.update(rotated))).rejects.toThrow(StaleRevision);
    });

    it('knows the addresses of the sign-ins of an account since a time, the newest first', async () => {
      const [ann, bo] = [user(1, T1, 'ann@acme.test'), user(2, T1, 'bo@acme.test')];
      await write(async () => {
        for (const each of [ann, bo]) await store.users.add(each);
        const signIns = [sessionOf(3, ann, NOW, '192.0.2.1'), sessionOf(4, ann, LATER, '2001:db8::1'), sessionOf(5, ann, LATER)];
        for (const each of [...signIns, sessionOf(6, bo, NOW, '192.0.2.2')]) await store.sessions.add(each);
      });
      expect(await store.history.addresses('ann@acme.test', NOW)).toEqual(['2001:db8::1', '192.0.2.1']);
      expect(await store.history.addresses('ann@acme.test', LATER)).toEqual(['2001:db8::1']);
      expect(await store.history.addresses('nobody@acme.test', NOW)).toEqual([]);
    });

    it("ends a user's live sessions but one, or a tenant's, and forgets old ones", async () => {
      const [ann, bo, eve] = [user(1, T1, 'ann@acme.test'), user(2, T1, 'bo@acme.test'), user(3, T2, 'eve@globex.test')];
      await write(async () => {
        for (const each of [ann, bo, eve]) await store.users.add(each);
        for (const each of [sessionOf(4, ann), sessionOf(5, ann), sessionOf(6, bo), sessionOf(7, eve)]) await store.sessions.add(each);
      });
      expect(await write(() => store.sessions.endOfUser(T1, idOf(1), LATER, idOf(5)))).toBe(1);
      expect((await store.sessions.find(T1, idOf(1), idOf(4)))?.state).toMatchObject({ endedAt: LATER, revision: 2 });
      expect((await store.sessions.find(T1, idOf(1), idOf(5)))?.state).toMatchObject({ endedAt: null, revision: 1 });
      expect(await write(() => store.sessions.endOfTenant(T1, LATER))).toBe(2);
      expect(await write(() => store.sessions.endOfTenant(T1, LATER))).toBe(0);
      expect(await store.sessions.listLive(T1, idOf(2), LATER)).toEqual([]);
      expect(await store.sessions.listLive(T2, idOf(3), LATER)).toHaveLength(1);
      await write(() => store.sessions.purge(T1, idOf(1), new Date(LATER.getTime() + 1)));
      expect(await store.sessions.find(T1, idOf(1), idOf(4))).toBeNull();
      await write(() => store.sessions.purge(T2, idOf(3), new Date(NOW.getTime() + 60_001)));
      expect(await store.sessions.find(T2, idOf(3), idOf(7))).toBeNull();
      await write(() => store.users.remove(bo));
      expect(await store.sessions.find(T1, idOf(2), idOf(6))).toBeNull();
    });

    it('has one password reset a user, which is taken once', async () => {
      const ann = user(1, T1, 'ann@acme.test');
      const resetOf = (tokenHash: string) => ({ tenantId: T1, userId: idOf(1), tokenHash, createdAt: NOW, expiresAt: LATER });
      await write(async () => {
        await store.users.add(ann);
        await store.resets.put(resetOf('first'));
        await store.resets.put(resetOf('second'));
      });
      expect(await store.resets.findByHash('first')).toBeNull();
      expect(await store.resets.findByHash('second')).toEqual(resetOf('second'));
      expect(await write(() => store.resets.take(resetOf('first')))).toBe(false);
      expect(await write(() => store.resets.take(resetOf('second')))).toBe(true);
      expect(await write(() => store.resets.take(resetOf('second')))).toBe(false);
      await write(() => store.resets.put(resetOf('third')));
      await write(() => store.resets.removeOfUser(T1, idOf(1)));
      expect(await store.resets.findByHash('third')).toBeNull();
    });

    it('counts the enabled administrators besides one, and keeps who is disabled', async () => {
      const [ann, bo, cy] = [user(1, T1, 'a@acme.test'), user(2, T1, 'b@acme.test'), user(3, T1, 'c@acme.test')];
      await write(async () => {
        for (const each of [ann, bo, cy]) await store.users.add(each);
        await store.users.update(ann.change({ role: 'admin' }, LATER));
        await store.users.update(bo.change({ role: 'tenant_admin' }, LATER));
        await store.tenants.lock(T1);
      });
      expect(await write(() => store.users.countAdministrators(T1, idOf(3)))).toBe(2);
      expect(await write(() => store.users.countAdministrators(T1, idOf(1)))).toBe(1);
      expect(await write(() => store.users.countAdministrators(T2, idOf(1)))).toBe(0);
      const disabled = bo.change({ role: 'tenant_admin' }, LATER).change({ disabled: true }, LATER);
      await write(() => store.users.update(disabled));
      expect((await store.users.find(T1, idOf(2)))?.state.disabledAt).toEqual(LATER);
      expect(await write(() => store.users.countAdministrators(T1, idOf(1)))).toBe(0);
      const shut = tenant(T2, 'Globex', LATER).change({ disabled: true }, LATER);
      await write(() => store.tenants.update(shut));
      expect((await store.tenants.find(T2))?.state).toEqual(shut.state);
    });
  });
}
