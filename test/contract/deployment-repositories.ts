import fc from 'fast-check';
import { TypeOrmEnvironmentRepository } from '#contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { Environment, EnvironmentInUse } from '#contexts/catalog/environment/domain/environment';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { TypeOrmDeploymentRepository } from '#contexts/prompts/deployment/adapters/persistence/typeorm-deployment-repository';
import { DEPLOYMENT_LIST } from '#contexts/prompts/deployment/application/deployment-repository.port';
import { Deployment } from '#contexts/prompts/deployment/domain/deployment';
import { DeploymentTaken } from '#contexts/prompts/deployment/domain/deployment-errors';
import type { Releasable } from '#contexts/prompts/deployment/domain/deployment-item';
import { TypeOrmPointerHistory } from '#contexts/prompts/pointer-history/adapters/persistence/typeorm-pointer-history';
import { POINTER_HISTORY_LIST } from '#contexts/prompts/pointer-history/application/pointer-history.port';
import type { EnvironmentMove, PointerInterval } from '#contexts/prompts/pointer-history/domain/pointer-history';
import { ONE_APPROVAL } from '#contexts/prompts/release-rules/domain/release-rules';
import { StaleRevision } from '#shared/errors';
import { listQuery } from '#shared/list';
import { wholeList } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, ANN, BO, SHOP, OTHER, PRODUCTION, STAGING, VERSION, MODEL] = Array.from({ length: 10 }, (_, n) => idOf(901 + n)) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');

const RELEASABLE = new Map<string, Releasable>(
  [
    { entityType: 'PROMPT_VERSION' as const, entityId: VERSION, subjectId: idOf(1), name: 'mail', versionTag: '1.0.0', contentHash: 'abc' },
    { entityType: 'AI_MODEL' as const, entityId: MODEL, subjectId: MODEL, name: 'sonnet', versionTag: null, contentHash: null },
  ].map((each) => [each.entityId, each]),
);
const deployment = (n: number, name: string, more: { environmentId?: string; now?: Date } = {}): Deployment =>
  Deployment.request(
    {
      id: idOf(n),
      tenantId: ACME,
      projectId: SHOP,
      environmentId: PRODUCTION,
      name,
      description: 'Äßé 🙂',
      requestedBy: ANN,
      items: [
        {
          id: idOf(n + 100),
          entityType: 'PROMPT_VERSION',
          entityId: VERSION,
          versionTag: '1.0.0',
          changeMessage: 'why 🙂',
          riskLevel: 'HIGH',
        },
        { id: idOf(n + 200), entityType: 'AI_MODEL', entityId: MODEL, versionTag: '4', changeMessage: null, riskLevel: 'LOW' },
      ],
      now: NOW,
      ...more,
    },
    RELEASABLE,
  );
const approved = (asked: Deployment): Deployment =>
  asked.approve(BO, { rules: ONE_APPROVAL, refusals: new Map(), environment: 'production', found: RELEASABLE }, LATER);

/** What the repository of deployments and the history of pointers promise on every engine. */
export function deploymentRepositoriesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`deployments and the history of pointers on ${name}`, () => {
    let database: ContractDatabase;
    let environments: TypeOrmEnvironmentRepository;
    let deployments: TypeOrmDeploymentRepository;
    let history: TypeOrmPointerHistory;
    const listed = async (tenantId: string, environmentId: string): Promise<readonly PointerInterval[]> =>
      (await history.page(tenantId, environmentId, wholeList(POINTER_HISTORY_LIST))).items;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const environment = (id: string, title: string): Environment =>
      Environment.create({ id, tenantId: ACME, projectId: SHOP, name: title, description: null, now: NOW });

    beforeEach(async () => {
      database = await open();
      const { session } = database;
      environments = new TypeOrmEnvironmentRepository(session);
      deployments = new TypeOrmDeploymentRepository(session);
      history = new TypeOrmPointerHistory(session);
      await write(async () => {
        for (const id of [SHOP, OTHER]) {
          await new TypeOrmProjectRepository(session).add(
            Project.create({ id, tenantId: ACME, name: `Project ${id}`, description: null, ownerUserId: ANN, now: NOW }),
          );
        }
        await environments.add(environment(PRODUCTION, 'production'));
        await environments.add(environment(STAGING, 'staging'));
      });
    });
    afterEach(() => database.close());

    it('count the one approval of those that came before approvals were counted', async () => {
      const asked = deployment(1, 'first');
      await write(async () => {
        await deployments.add(asked);
        await deployments.update(asked, approved(asked));
        await database.session.writer.query('UPDATE prompts_deployment SET approvals = NULL');
      });
      expect((await deployments.find(ACME, SHOP, idOf(1)))?.standing()).toMatchObject({ approved: true, approvers: [BO] });
    });

    it('give back what they were given, newest request first, and nothing to another tenant or project', async () => {
      const [first, second, elsewhere] = [
        deployment(1, 'first'),
        deployment(2, 'second', { now: LATER }),
        deployment(3, 'first', { environmentId: STAGING }),
      ];
      await write(async () => {
        for (const each of [first, second, elsewhere]) await deployments.add(each);
      });
      expect(await deployments.find(ACME, SHOP, idOf(1))).toEqual(first);
      const listed = async (raw: Record<string, string>, tenantId = ACME, environmentIds = [PRODUCTION, STAGING]) =>
        (await deployments.page(tenantId, environmentIds, listQuery(raw, DEPLOYMENT_LIST))).items;
      expect(await listed({})).toEqual([second, elsewhere, first]);
      expect(await listed({ sort: 'name', limit: '2' })).toEqual([first, elsewhere]);
      expect(await listed({ environmentId: STAGING, status: 'PENDING' })).toEqual([elsewhere]);
      expect(await listed({ status: 'DEPLOYED' })).toEqual([]);
      expect(await listed({}, ACME, [STAGING])).toEqual([elsewhere]);
      expect(await listed({}, ACME, [])).toEqual([]);
      expect(await listed({}, GLOBEX)).toEqual([]);
      expect(await deployments.find(GLOBEX, SHOP, idOf(1))).toBeNull();
      expect(await deployments.find(ACME, OTHER, idOf(1))).toBeNull();
      expect(await deployments.count(ACME, { projectId: SHOP })).toBe(3);
      expect(await deployments.count(ACME, { environmentId: STAGING })).toBe(1);
      expect(await deployments.count(GLOBEX, { projectId: SHOP })).toBe(0);
    });

    it('refuse a name that the environment has, and to lose their environment', async () => {
      await write(() => deployments.add(deployment(1, 'first')));
      await expect(write(() => deployments.add(deployment(2, 'first')))).rejects.toThrow(DeploymentTaken);
      await expect(write(() => deployments.add(deployment(3, 'lost', { environmentId: idOf(404) })))).rejects.toMatchObject({
        kind: 'not_found',
        code: 'environment.not_found',
      });
      await expect(write(() => environments.remove(environment(PRODUCTION, 'production')))).rejects.toThrow(EnvironmentInUse);
    });

    it('replace what they were read as and nothing else, items included', async () => {
      const first = deployment(1, 'first');
      const second = approved(first);
      const third = second.deployed(7, LATER);
      await write(async () => {
        await deployments.add(first);
        await deployments.update(first, second);
        await deployments.update(second, third);
      });
      expect(await deployments.find(ACME, SHOP, idOf(1))).toEqual(third);
      await expect(write(() => deployments.update(second, third))).rejects.toThrow(StaleRevision);
      await expect(write(() => deployments.update(first, second))).rejects.toThrow(StaleRevision);
    });

    const interval = (n: number, entity: number, { number, at }: EnvironmentMove): PointerInterval => ({
      id: idOf(n),
      tenantId: ACME,
      projectId: SHOP,
      environmentId: PRODUCTION,
      kind: 'prompt',
      entityId: idOf(entity),
      entityName: `prompt-${entity}`,
      versionId: idOf(n + 5000),
      versionTag: '1.0.0',
      validFrom: at,
      validTo: null,
      fromMove: number,
      toMove: null,
      movedBy: ANN,
      deploymentId: null,
      contentHash: 'abc',
    });
    const place = { tenantId: ACME, projectId: SHOP, environmentId: PRODUCTION };

    it('know what an environment pointed at after each of its moves and at each time, whatever the clock does', async () => {
      const move = fc.record({ entity: fc.integer({ min: 1, max: 3 }), removes: fc.boolean(), ticks: fc.integer({ min: -3, max: 3 }) });
      let used = 10_000;
      let clock = NOW.getTime();
      await fc.assert(
        fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 8 }), async (steps) => {
          const after = new Map<number, string[]>();
          const at: [number, string[]][] = [];
          for (const { entity, removes, ticks } of steps) {
            clock += ticks;
            const done = await write(async () => {
              const next = await history.advance(place, new Date(clock));
              await history.end(ACME, PRODUCTION, idOf(entity), next);
              if (!removes) await history.begin(interval((used += 1), entity, next));
              return next;
            });
            const state = (await listed(ACME, PRODUCTION)).filter(({ toMove }) => toMove === null);
            const ids = state.map(({ id }) => id).toSorted();
            after.set(done.number, ids);
            at.push([done.at.getTime(), ids]);
          }
          for (const [number, ids] of after)
            expect((await history.after(ACME, PRODUCTION, number)).map(({ id }) => id).toSorted()).toEqual(ids);
          for (const [index, [time, ids]] of at.entries()) {
            if (at[index + 1]?.[0] === time) continue;
            expect((await history.asOf(ACME, PRODUCTION, new Date(time))).map(({ id }) => id).toSorted()).toEqual(ids);
          }
          expect(at.every(([time], index) => time >= (at[index - 1]?.[0] ?? 0))).toBe(true);
        }),
        { numRuns: 8 },
      );
      expectNoOverlaps(await listed(ACME, PRODUCTION));
      expect(await listed(GLOBEX, PRODUCTION)).toEqual([]);
      expect(await history.asOf(ACME, STAGING, new Date(clock))).toEqual([]);
      expect(await history.asOf(ACME, PRODUCTION, new Date(0))).toEqual([]);
    });

    it('let the moves of an environment follow each other, also the first ones and those of different prompts', async () => {
      const moves = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          write(async () => {
            const next = await history.advance(place, NOW);
            await history.end(ACME, PRODUCTION, idOf(1 + (index % 2)), next);
            await history.begin(interval(100 + index, 1 + (index % 2), next));
            return next.number;
          }),
        ),
      );
      expect(moves.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
      const all = await listed(ACME, PRODUCTION);
      expect(all).toHaveLength(6);
      expect(all.filter(({ toMove }) => toMove === null)).toHaveLength(2);
      expectNoOverlaps(all);
    });

    it('stay when the environment goes', async () => {
      await write(async () => history.begin(interval(100, 1, await history.advance(place, NOW))));
      await write(() => environments.remove(environment(PRODUCTION, 'production')));
      expect(await listed(ACME, PRODUCTION)).toHaveLength(1);
      await expect(write(() => history.advance(place, NOW))).rejects.toMatchObject({ kind: 'not_found', code: 'environment.not_found' });
    });
  });
}

/** Of one pointer each interval ends where, or before, the next one begins, and only the last one is open. */
function expectNoOverlaps(all: readonly PointerInterval[]): void {
  for (const entity of new Set(all.map(({ entityId }) => entityId))) {
    const ordered = all.filter(({ entityId }) => entityId === entity).toSorted((a, b) => a.fromMove - b.fromMove);
    for (const [index, { toMove, validTo, validFrom }] of ordered.entries()) {
      const next = ordered[index + 1];
      if (!next) continue;
      expect(toMove ?? Infinity).toBeLessThanOrEqual(next.fromMove);
      expect(validTo?.getTime() ?? Infinity).toBeLessThanOrEqual(next.validFrom.getTime());
      expect(validFrom.getTime()).toBeLessThanOrEqual(validTo?.getTime() ?? Infinity);
    }
  }
}
