import fc from 'fast-check';
import type { EntitySchema } from 'typeorm';
import {
  DashboardActivityTable,
  DashboardPersonTable,
  DashboardProjectTable,
  DashboardPromptTable,
  DashboardTable,
} from '#contexts/audit/dashboard/adapters/persistence/dashboard.table';
import { TypeOrmDashboardStore } from '#contexts/audit/dashboard/adapters/persistence/typeorm-dashboard-store';
import { TypeOrmDashboardQuery } from '#contexts/audit/dashboard/adapters/persistence/typeorm-dashboard-query';
import { AdvanceDashboard } from '#contexts/audit/dashboard/application/advance-dashboard';
import { ContinueRebuild } from '#contexts/audit/dashboard/application/continue-rebuild';
import type { ActivityFilter } from '#contexts/audit/dashboard/application/dashboard-query.port';
import type { DashboardStore } from '#contexts/audit/dashboard/application/dashboard-store.port';
import { ProjectEvents } from '#contexts/audit/dashboard/application/project-events';
import { EVERYTHING, isInReach, type Reach } from '#contexts/audit/dashboard/domain/stats';
import { TypeOrmLogReader } from '#contexts/audit/log/adapters/persistence/typeorm-log-reader';
import { TypeOrmSequencerStore } from '#contexts/audit/log/adapters/persistence/typeorm-sequencer-store';
import { recordOf } from '#contexts/audit/log/domain/log-record';
import { LoggedConsumableLog } from '#contexts/audit/relay/adapters/logged-consumable-log';
import type { ConsumedEvent } from '#contexts/audit/relay/application/audit-consumer.port';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { Dashboard1700000002010 } from '../../migrations/1700000002010-dashboard';
import { AUDIT_MIGRATIONS, AUDIT_TABLES } from '../contexts/audit/audit-tables';
import { countingSalt, envelope, OTHER_TENANT, TENANT } from '../contexts/audit/envelopes';
import { FixedClock } from '../fakes/clock-and-ids';
import type { ContractDatabase } from './sqlite-database';

const TABLES = [DashboardProjectTable, DashboardPromptTable, DashboardPersonTable, DashboardActivityTable];
export const DASHBOARD_TABLES = [...AUDIT_TABLES, DashboardTable, ...TABLES] as readonly unknown[] as readonly EntitySchema[];
export const DASHBOARD_MIGRATIONS = [...AUDIT_MIGRATIONS, Dashboard1700000002010];

const enabled = (before: unknown, after: unknown): AuditEnvelope['changes'] => ({ enabled: { before, after } });
const KINDS: readonly (readonly [action: string, id: string, changes?: AuditEnvelope['changes']])[] = [
  ['project.create', 'shop', { name: { before: null, after: 'Shop' } }],
  ['project.delete', 'shop'],
  ['prompt.create', 'shop/mail'],
  ['prompt.delete', 'shop/mail'],
  ['asset.create', 'shop/mail/a', enabled(null, true)],
  ['asset.update', 'shop/mail/a', enabled(true, false)],
  ['region.create', 'shop/1'],
  ['execution.run', 'shop/mail'],
  ['session.login', 'session'],
  ['user.delete', 'ann'],
];
const events = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom('ann', 'bob'), fc.constantFrom(TENANT, OTHER_TENANT)), {
  minLength: 1,
  maxLength: 400,
  size: 'max',
});

/** How the dashboard is kept from the log, on one technology. */
export function dashboardProjectionContract(engine: string, open: () => Promise<ContractDatabase>): void {
  describe(`the dashboard on ${engine}`, () => {
    let database: ContractDatabase;
    let store: DashboardStore;
    let log: LoggedConsumableLog;
    const clock = new FixedClock();

    beforeEach(async () => {
      database = await open();
      store = new TypeOrmDashboardStore(database.session);
      log = new LoggedConsumableLog(new TypeOrmLogReader(database.session), { source: '//log', personalData: 'commitment' });
    }, 30_000);
    afterEach(() => database.close());

    const advance = (): AdvanceDashboard => new AdvanceDashboard(new TypeOrmDashboardStore(database.session), log, database.unitOfWork);
    const rebuild = (): ContinueRebuild => {
      const own = new TypeOrmDashboardStore(database.session);
      return new ContinueRebuild(own, new AdvanceDashboard(own, log, database.unitOfWork), database.unitOfWork, clock);
    };
    const append = async (facts: readonly Partial<AuditEnvelope>[]): Promise<void> => {
      const sizes = new Map<string, number>();
      const salt = countingSalt();
      const records = facts.map((each, index) => {
        const event = envelope(index + 1, each);
        const tenantSeq = (sizes.get(event.tenantId) ?? 0) + 1;
        sizes.set(event.tenantId, tenantSeq);
        return recordOf(event, { seq: index + 1, tenantSeq }, salt);
      });
      await database.unitOfWork.maintain(() => new TypeOrmSequencerStore(database.session).append(records));
    };
    const wholeLog = async (): Promise<ConsumedEvent[]> => {
      const all: ConsumedEvent[] = [];
      for (let part = await log.after(0, 500); part.length > 0; part = await log.after(all.length, 500)) all.push(...part);
      return all;
    };
    const rowsOf = async (generation: number): Promise<readonly unknown[]> =>
      Promise.all(
        TABLES.map(async (table) => {
          const rows = await database.session.rows<{ tenantId: string; generation: number }>(table).list({ generation });
          return rows.map(({ generation: _generation, ...row }) => JSON.stringify(row)).toSorted();
        }),
      );
    const begin = (): Promise<void> => database.unitOfWork.maintain(() => store.begin(2, clock.nowUs()));
    const stateOf = async (): Promise<readonly string[]> =>
      (await store.generations()).map(({ generation, state, position }) => `${generation} ${state} ${position}`);

    it('has each event once and in the order of the log, in whatever order and however often two workers hear of it', async () => {
      const facts = fc.sample(events, 1)[0] ?? [];
      await append(
        facts.map(([[action, id, changes = {}], actor, tenantId]) => ({
          action,
          tenantId,
          changes,
          actor: { type: 'user', id: actor, role: 'user', apiKeyId: null, name: null, email: null },
          resource: { type: action.split('.')[0] ?? '', id, revision: 1, projectId: id.startsWith('shop') ? 'shop' : null },
        })),
      );
      const all = await wholeLog();
      const partitions = [0, 1, 2].map((partition) => all.filter((_, index) => index % 3 === partition));
      const workers = [new ProjectEvents(advance()), new ProjectEvents(advance())];
      await Promise.all(partitions.flatMap((some) => workers.map((worker) => worker.consume(some.toReversed()))));
      await workers[0]?.consume(all);
      expect(await stateOf()).toEqual([`1 live ${all.length}`]);
      await begin();
      const inOrder = rebuild();
      while ((await stateOf()).some((each) => each.includes('building'))) await inOrder.execute();
      expect(await rowsOf(2)).toEqual(await rowsOf(1));
    }, 60_000);

    it('is rebuilt by steps, which another process continues, and put in its place at the end', async () => {
      await append(Array.from({ length: 250 }, (_, index) => ({ id: `0190b3a0-1111-7000-8000-${String(index).padStart(12, '0')}` })));
      await new ProjectEvents(advance()).consume(await wholeLog());
      const before = await rowsOf(1);
      await begin();
      expect(await rebuild().execute()).toBe(true);
      expect(await stateOf()).toEqual(['1 live 250', '2 building 100']);
      expect(await rowsOf(1)).toEqual(before);
      const another = rebuild();
      for (let step = 0; step < 3; step += 1) await another.execute();
      expect(await stateOf()).toEqual(['1 retired 250', '2 live 250']);
      expect(await rowsOf(2)).toEqual(before);

      expect(await another.execute()).toBe(false);
      clock.advance(61_000);
      while (await another.execute());
      expect(await stateOf()).toEqual(['2 live 250']);
      expect((await rowsOf(1)).flat()).toEqual([]);
      expect(await rowsOf(2)).toEqual(before);
    }, 60_000);

    it('pages through everything that matches, however far behind the first page', async () => {
      const action = (index: number): string => (index % 3 === 0 ? 'tag.create' : index % 3 === 1 ? 'tag.delete' : 'region.create');
      await append(
        Array.from({ length: 1300 }, (_, index) => ({
          id: `0190b3a0-1111-7000-8000-${String(index).padStart(12, '0')}`,
          action: index < 3 ? 'project.create' : action(index),
          actor: { type: 'user', id: index % 2 === 0 ? 'ann' : 'bob', role: 'user', apiKeyId: null, name: null, email: null },
          resource: {
            type: index < 3 ? 'project' : (action(index).split('.')[0] ?? ''),
            id: `p${index % 3}/x`,
            revision: 1,
            projectId: `p${index % 3}`,
          },
        })),
      );
      await new ProjectEvents(advance()).consume(await wholeLog());
      const query = new TypeOrmDashboardQuery(database.session);
      const read = (reach: Reach, filter: ActivityFilter, limit: number, offset: number) =>
        query.activities(1, TENANT, reach, filter, { limit, offset });
      const all = [];
      for (let offset = 0; offset < 1300; offset += 100) all.push(...(await read(EVERYTHING, {}, 100, offset)));
      expect(all.map(({ tenantSeq }) => tenantSeq)).toEqual(Array.from({ length: 1300 }, (_, index) => 1300 - index));
      const reaches: Reach[] = [EVERYTHING, { except: new Set([2]) }, { only: new Set([2]) }, { only: new Set() }];
      const filters: ActivityFilter[] = [{}, { actorId: 'ann' }, { actorId: 'nobody' }, { projectId: 'p1' }, { projectId: 'nowhere' }];
      filters.push({ entityType: 'TAG', action: 'DELETE' }, { projectId: 'p0', actorId: 'bob', entityType: 'TAG' }, { action: 'ROLLBACK' });
      for (const reach of reaches) {
        for (const filter of filters) {
          const expected = all.filter(
            ({ tenantSeq, project, entityType, action: verb }) =>
              isInReach(reach, Number(project.slug.slice(1)) + 1) &&
              (filter.actorId ?? (tenantSeq % 2 === 1 ? 'ann' : 'bob')) === (tenantSeq % 2 === 1 ? 'ann' : 'bob') &&
              (filter.projectId ?? project.slug) === project.slug &&
              (filter.entityType ?? entityType) === entityType &&
              (filter.action ?? verb) === verb,
          );
          for (const offset of [0, 7, 150, 1299, 5000])
            expect(await read(reach, filter, 10, offset)).toEqual(expected.slice(offset, offset + 10));
        }
      }
    }, 60_000);

    it('counts the users that were active since a time', async () => {
      const signIn = (id: string): Partial<AuditEnvelope> => ({
        action: 'session.login',
        actor: { type: 'user', id, role: 'user', apiKeyId: null, name: null, email: null },
        resource: { type: 'session', id, revision: 1, projectId: null },
      });
      await append([signIn('ann'), signIn('bob'), signIn('carl'), signIn('ann')]);
      await new ProjectEvents(advance()).consume(await wholeLog());
      const query = new TypeOrmDashboardQuery(database.session);
      const since = (n: number) => query.activeUsers(1, TENANT, envelope(n).timeUs);
      expect([await since(1), await since(3), await since(4), await since(5)]).toEqual([3, 2, 1, 0]);
      expect(await query.activeUsers(1, OTHER_TENANT, 0)).toBe(0);
    }, 30_000);

    it('begins again where the transaction of a batch fails', async () => {
      await append(Array.from({ length: 30 }, (_, index) => ({ id: `0190b3a0-1111-7000-8000-${String(index).padStart(12, '0')}` })));
      const failing = new TypeOrmDashboardStore(database.session);
      const save = jest.spyOn(failing, 'save').mockImplementationOnce(async (...args) => {
        await TypeOrmDashboardStore.prototype.save.apply(failing, args);
        throw new Error('away');
      });
      const worker = new ProjectEvents(new AdvanceDashboard(failing, log, database.unitOfWork));
      await expect(worker.consume(await wholeLog())).rejects.toThrow('away');
      expect([await stateOf(), (await rowsOf(1)).flat()]).toEqual([['1 live 0'], []]);
      await worker.consume(await wholeLog());
      expect(save).toHaveBeenCalledTimes(2);
      expect(await stateOf()).toEqual(['1 live 30']);
    }, 30_000);
  });
}
