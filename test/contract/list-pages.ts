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

/** The same sequence in every run. */
const random = seeded(1);
function seeded(start: number): () => number {
  let state = start;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** The letters of those ranges that have another case of one letter, and come back from it. */
const letters = (...ranges: readonly (readonly [from: number, to: number])[]): string[] =>
  ranges
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n)))
    .filter((each) => each.toUpperCase() !== each && each.toUpperCase().length === 1 && each.toUpperCase().toLowerCase() === each);

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

    // Cyrillic, Greek without sigmas, Armenian, and Latin: all engines know their cases.
    it.each([4, 26, 27, 60, 130, 255])('find a name of %d letters of several scripts in any case', async (length) => {
      const known = letters([0x430, 0x44f], [0x3b1, 0x3c1], [0x561, 0x586], [0xe0, 0xf6], [0x101, 0x137]);
      for (let round = 0; round < 5; round += 1) {
        const name = Array.from({ length }, () => known[Math.floor(random() * known.length)] ?? '').join('');
        const id = idOf(100_000 + 1000 * length + round);
        const environment = Environment.create({ tenantId: ACME, description: null, id, projectId: SHOP, name, now: NOW });
        await database.unitOfWork.maintain(() => environments.add(environment));
        const asked = [...name].map((each) => (random() < 0.5 ? each.toUpperCase() : each)).join('');
        const found = [(await page({ q: asked })).names, (await page({ q: asked, limit: '1', sort: '-name' })).names];
        await database.unitOfWork.maintain(() => environments.remove(environment));
        expect(found).toEqual([[name], [name]]);
      }
    });

    // No two environments ever have the same id.
    it.each([
      ['createdAt', 9000],
      ['-name', 9100],
    ])('by %s hold all that is found among many, once', async (sort, firstId) => {
      const many = Array.from({ length: 70 }, (_, n) => {
        const name = `${n % 2 === 0 ? 'ЖЁ' : 'other'} ${n}`;
        return Environment.create({ tenantId: ACME, description: null, id: idOf(firstId + n), projectId: SHOP, name, now: NOW });
      });
      await database.unitOfWork.maintain(async () => {
        for (const each of many) await environments.add(each);
      });
      const whole = (await page({ sort, q: 'жё' })).names;
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { names, next } = await page({ sort, q: 'жё', limit: '9', cursor });
        seen.push(...names);
        cursor = next;
      }
      await database.unitOfWork.maintain(async () => {
        for (const each of many) await environments.remove(each);
      });
      expect([new Set(whole).size, seen]).toEqual([35, whole]);
    });

    it('answer any letters of any script', async () => {
      for (let round = 0; round < 40; round += 1) {
        const length = 1 + Math.floor(random() * 255);
        const any = (): string => String.fromCodePoint(Math.floor(random() * (random() < 0.8 ? 0xd000 : 0x1ffff)) + 1);
        const q = Array.from({ length }, any).join('').toWellFormed();
        expect((await page({ q })).names).toEqual([]);
      }
    });

    it('hold only what a key reaches, by id or by name in any script', async () => {
      expect((await page({ sort: 'name' }, ['Äpfel', idOf(20), 'nothing', '🙂'])).names).toEqual(['Zebra', 'Äpfel']);
      expect((await page({}, [])).names).toEqual([]);
      expect(await environments.find(ACME, SHOP, 'é')).toBeNull();
    });
  });
}
