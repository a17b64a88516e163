import { TypeOrmSessionRepository } from '#contexts/identity/session/adapters/persistence/typeorm-session-repository';
import { TypeOrmTenantRepository } from '#contexts/identity/tenant/adapters/persistence/typeorm-tenant-repository';
import { Tenant } from '#contexts/identity/tenant/domain/tenant';
import { TypeOrmPasswordResetRepository } from '#contexts/identity/user/adapters/persistence/typeorm-password-reset-repository';
import { TypeOrmUserRepository } from '#contexts/identity/user/adapters/persistence/typeorm-user-repository';
import { TypeOrmCredentialSettings } from '#contexts/identity/user/adapters/persistence/typeorm-credential-settings';
import { AccountGuard } from '#contexts/identity/user/application/account-guard';
import { LastAdministrator, User } from '#contexts/identity/user/domain/user';
import { FixedClock } from '../fakes/clock-and-ids';
import type { ContractDatabase } from './sqlite-database';

const TENANT = '00000000-0000-7000-8000-0000000000a1';
const ROUNDS = 5;

/** Several administrators of a tenant, each removed, demoted or disabled by another at the same time: one stays. */
export function lastAdministratorStays(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`the last administrator on ${name}`, () => {
    it.each(['demoted', 'disabled', 'removed'] as const)('stays when all are %s at the same time', async (how) => {
      const { session, unitOfWork, close } = await open();
      const clock = new FixedClock();
      const [users, tenants] = [new TypeOrmUserRepository(session), new TypeOrmTenantRepository(session)];
      const sessions = new TypeOrmSessionRepository(session);
      const guard = new AccountGuard(
        users,
        tenants,
        sessions,
        new TypeOrmPasswordResetRepository(session),
        new TypeOrmCredentialSettings(session),
        clock,
      );
      await unitOfWork.maintain(() =>
        tenants.add(Tenant.create({ id: TENANT, name: 'Acme', marketplaceRequiresApproval: true, now: clock.now() })),
      );

      const lose = (id: string): Promise<void> =>
        unitOfWork.maintain(async () => {
          const before = await users.find(TENANT, id);
          if (!before) throw new Error('no such user');
          const after = before.change(how === 'disabled' ? { disabled: true } : { role: 'user' }, clock.now());
          await guard.keepAdministrator(before, how === 'removed' ? null : after);
          await (how === 'removed' ? users.remove(before) : users.update(after));
        });
      try {
        for (let round = 0; round < ROUNDS; round += 1) {
          const ids = [1, 2, 3].map((n) => `00000000-0000-7000-8000-${String(round * 10 + n).padStart(12, '0')}`);
          await unitOfWork.maintain(async () => {
            for (const id of ids) await users.add(administrator(id, clock));
          });
          for (const earlier of await users.list(TENANT))
            if (!ids.includes(earlier.state.id) && earlier.isActiveAdministrator) await lose(earlier.state.id);
          const outcomes = await Promise.allSettled(ids.map(lose));
          const refused = outcomes.filter((each) => each.status === 'rejected').map((each): unknown => each.reason);
          expect(refused).toEqual([expect.any(LastAdministrator)]);
          expect((await users.list(TENANT)).filter((each) => each.isActiveAdministrator)).toHaveLength(1);
        }
      } finally {
        await close();
      }
    });
  });
}

const administrator = (id: string, clock: FixedClock): User =>
  User.create({ id, tenantId: TENANT, email: `a${id}@acme.test`, name: 'Ann', role: 'tenant_admin', passwordHash: 'h', now: clock.now() });
