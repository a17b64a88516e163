import { TypeOrmEnvironmentRepository } from '#contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { wholeList } from '#shared/list';
import { OWN_PROJECT_LIST, PROJECT_LIST } from '#contexts/catalog/project/application/project-repository.port';
import { Environment, EnvironmentTaken } from '#contexts/catalog/environment/domain/environment';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project, ProjectNotFound, ProjectTaken } from '#contexts/catalog/project/domain/project';
import { StaleRevision } from '#shared/errors';
import type { ContractDatabase } from './sqlite-database';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, ANN, BO] = [idOf(901), idOf(902), idOf(911), idOf(912)];
/** A project as its directory would have found it. */
const refOf = (n: number) => ({ id: idOf(n), slug: `project-${n}`, name: `Project ${n}` });
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');

const project = (n: number, name: string, more: Partial<Parameters<typeof Project.create>[0]> = {}): Project =>
  Project.create({ id: idOf(n), tenantId: ACME, name, description: null, ownerUserId: ANN, now: NOW, ...more });
const environment = (
  n: number,
  projectId: string,
  name: string,
  more: Partial<Parameters<typeof Environment.create>[0]> = {},
): Environment => Environment.create({ id: idOf(n), tenantId: ACME, projectId, name, description: null, now: NOW, ...more });

/** What the catalog's repositories promise on every engine. */
export function catalogRepositoriesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`catalog repositories on ${name}`, () => {
    let database: ContractDatabase;
    let projects: TypeOrmProjectRepository;
    let environments: TypeOrmEnvironmentRepository;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const listed = async (tenantId: string, numbers: readonly number[], ownerUserId?: string): Promise<string[]> => {
      const rules = ownerUserId === undefined ? PROJECT_LIST : OWN_PROJECT_LIST;
      const page = await projects.page(tenantId, new Set(numbers.map(idOf)), wholeList(rules), ownerUserId);
      return page.items.map((each) => each.state.name);
    };
    const loaded = (n: number): Promise<Project> => projects.load(ACME, refOf(n));

    beforeEach(async () => {
      database = await open();
      projects = new TypeOrmProjectRepository(database.session);
      environments = new TypeOrmEnvironmentRepository(database.session);
    });
    afterEach(() => database.close());

    it('give back what they were given', async () => {
      const shop = project(1, 'Shop', { description: `Äßé 🙂 ${'x'.repeat(70_000)}` });
      const production = environment(2, shop.state.id, 'Préproduction 🙂', { description: 'line\nbreak' });
      await write(async () => {
        await projects.add(shop);
        await environments.add(production);
      });
      expect((await loaded(1)).state).toEqual(shop.state);
      expect((await environments.find(ACME, shop.state.id, production.state.id))?.state).toEqual(production.state);
      expect((await environments.findByName(ACME, shop.state.id, 'Préproduction 🙂'))?.state).toEqual(production.state);
    });

    it('find nothing of another tenant or project', async () => {
      await write(async () => {
        await projects.add(project(1, 'Shop'));
        await projects.add(project(3, 'Other'));
        await environments.add(environment(2, idOf(1), 'production'));
      });
      await expect(projects.load(GLOBEX, refOf(1))).rejects.toThrow(ProjectNotFound);
      expect(await listed(GLOBEX, [1, 3])).toEqual([]);
      expect(await listed(GLOBEX, [1, 3], ANN)).toEqual([]);
      expect(await environments.find(GLOBEX, idOf(1), idOf(2))).toBeNull();
      expect(await environments.find(ACME, idOf(3), idOf(2))).toBeNull();
      expect(await environments.findByName(ACME, idOf(3), 'production')).toBeNull();
      expect(await environments.list(GLOBEX, [idOf(1)])).toEqual([]);
      expect(await environments.list(ACME, [])).toEqual([]);
    });

    it('look among more projects than a statement of SQLite has parameters', async () => {
      await write(async () => {
        await projects.add(project(1, 'Shop'));
        await environments.add(environment(2, idOf(1), 'production'));
      });
      const many = Array.from({ length: 40_000 }, (_, index) => index + 1);
      expect(await listed(ACME, many)).toEqual(['Shop']);
      expect(await environments.list(ACME, many.map(idOf))).toHaveLength(1);
    });

    it('refuse a name that is taken, by its bytes and inside its parent', async () => {
      await write(async () => {
        await projects.add(project(1, 'Shop'));
        await projects.add(project(3, 'Shop', { tenantId: GLOBEX }));
        await projects.add(project(4, 'Other'));
        for (const [n, name_] of [
          ['5', 'production'],
          ['6', 'Production'],
          ['7', 'productión'],
        ] as const) {
          await environments.add(environment(Number(n), idOf(1), name_));
        }
        await environments.add(environment(8, idOf(4), 'production'));
      });
      await expect(write(() => projects.add(project(9, 'Shop')))).rejects.toThrow(ProjectTaken);
      await expect(write(() => environments.add(environment(9, idOf(1), 'production')))).rejects.toThrow(EnvironmentTaken);
      const other = await environments.findByName(ACME, idOf(1), 'Production');
      const renamed = other?.change({ name: 'production' }, LATER);
      await expect(write(() => environments.update(renamed as Environment))).rejects.toThrow(EnvironmentTaken);
      const project_ = (await loaded(4)).change({ name: 'Shop' }, LATER);
      await expect(write(() => projects.update(project_))).rejects.toThrow(ProjectTaken);
    });

    it('replace the revision before and no other', async () => {
      const shop = project(1, 'Shop');
      const production = environment(2, idOf(1), 'production');
      await write(async () => {
        await projects.add(shop);
        await environments.add(production);
        await projects.update(shop.change({ name: 'Shop 2' }, LATER));
        await environments.update(production.change({ name: 'live' }, LATER));
      });
      expect((await loaded(1)).state).toMatchObject({ name: 'Shop 2', revision: 2, createdAt: NOW, updatedAt: LATER });
      expect((await environments.find(ACME, idOf(1), idOf(2)))?.state).toMatchObject({ name: 'live', revision: 2 });
      await expect(write(() => projects.update(shop.change({ name: 'Late' }, LATER)))).rejects.toThrow(StaleRevision);
      await expect(write(() => environments.update(production.change({ name: 'late' }, LATER)))).rejects.toThrow(StaleRevision);
      await expect(write(() => projects.remove(shop))).rejects.toThrow(StaleRevision);
      await expect(write(() => environments.remove(production))).rejects.toThrow(StaleRevision);
    });

    it('list by creation, and the projects of an owner by name', async () => {
      await write(async () => {
        await projects.add(project(2, 'B', { now: LATER }));
        await projects.add(project(3, 'C'));
        await projects.add(project(1, 'A', { now: LATER, ownerUserId: BO }));
        await environments.add(environment(6, idOf(2), 'one', { now: LATER }));
        await environments.add(environment(5, idOf(2), 'two', { now: LATER }));
        await environments.add(environment(7, idOf(3), 'three'));
      });
      expect(await listed(ACME, [1, 2, 3])).toEqual(['C', 'A', 'B']);
      expect(await listed(ACME, [1, 2])).toEqual(['A', 'B']);
      expect(await listed(ACME, [])).toEqual([]);
      expect(await listed(ACME, [1, 2, 3], ANN)).toEqual(['B', 'C']);
      expect((await environments.list(ACME, [idOf(2), idOf(3)])).map((each) => each.state.name)).toEqual(['three', 'two', 'one']);
    });

    it('remove a project with its environments', async () => {
      const shop = project(1, 'Shop');
      await write(async () => {
        await projects.add(shop);
        await environments.add(environment(2, idOf(1), 'production'));
      });
      await write(() => projects.remove(shop));
      await expect(loaded(1)).rejects.toThrow(ProjectNotFound);
      expect(await environments.list(ACME, [idOf(1)])).toEqual([]);
    });

    it('keep nothing of a unit of work that fails', async () => {
      const work = write(async () => {
        await projects.add(project(1, 'Shop'));
        throw new Error('thought better of it');
      });
      await expect(work).rejects.toThrow('thought better of it');
      expect(await listed(ACME, [1])).toEqual([]);
    });
  });
}
