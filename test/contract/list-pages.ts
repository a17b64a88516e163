import { TypeOrmEnvironmentRepository } from '#contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { ENVIRONMENT_LIST } from '#contexts/catalog/environment/application/environment-repository.port';
import { Environment } from '#contexts/catalog/environment/domain/environment';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { listQuery, type RawQuery } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, SHOP] = [idOf(901), idOf(801)];
const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');

/** What pages promise on every engine, shown by the environments of a project. */
export function pagesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`pages on ${name}`, () => {
    let database: ContractDatabase;
    let environments: TypeOrmEnvironmentRepository;
    const page = async (raw: RawQuery, reached: string[] | null = null): Promise<{ names: string[]; next: string | null }> => {
      const { items, next } = await environments.page(ACME, SHOP, reached, listQuery(raw, ENVIRONMENT_LIST));
      return { names: items.map(({ state }) => state.name), next };
    };

    beforeAll(async () => {
      database = await open();
      environments = new TypeOrmEnvironmentRepository(database.session);
      const common = { tenantId: ACME, description: null };
      await database.unitOfWork.maintain(async () => {
        const project = Project.create({ ...common, id: SHOP, name: 'Shop', ownerUserId: idOf(1), now: NOW });
        await new TypeOrmProjectRepository(database.session).add(project);
        for (const [index, title] of ['Zebra', 'Äpfel', '100%', 'a_b!c', 'under[x]', 'back\\slash', 'İstanbul 🙂', 'ΟΔΟΣ ΣΑΣ'].entries()) {
          const now = index < 4 ? NOW : LATER;
          await environments.add(Environment.create({ ...common, id: idOf(20 - index), projectId: SHOP, name: title, now }));
        }
      });
    });
    afterAll(() => database.close());

    it.each([['createdAt'], ['-createdAt'], ['updatedAt'], ['name'], ['-name']])(
      'by %s show all of it once, in its order',
      async (sort) => {
        const whole = (await page({ sort })).names;
        expect(whole).toHaveLength(8);
        for (const limit of ['1', '2', '3', '8', '9']) {
          const seen: string[] = [];
          let cursor: string | null = '';
          while (cursor !== null) {
            const { names, next } = await page({ sort, limit, cursor });
            seen.push(...names);
            cursor = next;
          }
          expect(seen).toEqual(whole);
        }
      },
    );

    it('by creation put those of one moment by id', async () => {
      expect((await page({})).names).toEqual(['a_b!c', '100%', 'Äpfel', 'Zebra', 'ΟΔΟΣ ΣΑΣ', 'İstanbul 🙂', 'back\\slash', 'under[x]']);
    });

    it.each([
      ['ZE', ['Zebra']],
      ['äPF', ['Äpfel']],
      ['%', ['100%']],
      ['_', ['a_b!c']],
      ['!', ['a_b!c']],
      ['[X]', ['under[x]']],
      ['\\', ['back\\slash']],
      ['🙂', ['İstanbul 🙂']],
      ['İSTANBUL', ['İstanbul 🙂']],
      ['İstan', ['İstanbul 🙂']],
      ['ΟΔΟΣ', ['ΟΔΟΣ ΣΑΣ']],
      ['οδοσ σασ', ['ΟΔΟΣ ΣΑΣ']],
      ['*', []],
      ['?', []],
      ["'", []],
    ])('find %s', async (q, names) => {
      expect((await page({ q })).names).toEqual(names);
    });

    it('hold only what a key reaches, by id or by name in any script', async () => {
      expect((await page({ sort: 'name' }, ['Äpfel', idOf(20), 'nothing', '🙂'])).names).toEqual(['Zebra', 'Äpfel']);
      expect((await page({}, [])).names).toEqual([]);
      expect(await environments.find(ACME, SHOP, 'é')).toBeNull();
    });
  });
}
