import fc from 'fast-check';
import { ProjectTable } from '#contexts/catalog/project/adapters/persistence/project.table';
import { PromptTable } from '#contexts/prompts/prompt/adapters/persistence/prompt.table';
import { VersionTable } from '#contexts/prompts/prompt/adapters/persistence/version.table';
import { TypeOrmUsageStore } from '#contexts/prompts/usage/adapters/persistence/typeorm-usage-store';
import { UsageTable, VersionUseTable, type UsageRow } from '#contexts/prompts/usage/adapters/persistence/usage.table';
import type { NumberedBatch } from '#contexts/prompts/usage/application/usage-store.port';
import { ACCESS_KINDS, ACCESS_OUTCOMES } from '#contexts/prompts/usage/domain/access';
import type { CountedAccess } from '#contexts/prompts/usage/domain/counted-access';
import type { ContractDatabase } from './sqlite-database';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ACME = idOf(901);
const GLOBEX = idOf(902);
const WRITER = idOf(801);
const NOW = new Date('2026-01-01T00:00:00.123Z');
const TODAY = Math.floor(NOW.getTime() / 3_600_000);

/** An access of version 1 of ACME's prompt, which has the id of its version plus 100. */
const counted = (more: Partial<CountedAccess> = {}, version = 1, tenantId = ACME): CountedAccess => ({
  version: { id: idOf(version), tenantId, promptId: idOf(version + 100), versionTag: '1.0.0' },
  hour: TODAY,
  kind: 'resolve',
  outcome: 'served',
  caller: { kind: 'key', id: idOf(701) },
  environmentId: null,
  language: 'en',
  count: 1,
  ...more,
});

/** Any access of one of three versions in three days. */
const anyCounted: fc.Arbitrary<CountedAccess> = fc
  .record({
    hour: fc.integer({ min: TODAY - 72, max: TODAY }),
    kind: fc.constantFrom(...ACCESS_KINDS),
    outcome: fc.constantFrom(...ACCESS_OUTCOMES),
    caller: fc.record({ kind: fc.constantFrom('key', 'user'), id: fc.constantFrom(idOf(701), idOf(702)) }),
    environmentId: fc.constantFrom(null, idOf(601)),
    language: fc.constantFrom(null, 'en', 'fr-FR'),
    count: fc.integer({ min: 1, max: 1000 }),
    version: fc.constantFrom(1, 2, 3),
  })
  .map(({ version, ...more }) => counted(more, version, version === 3 ? GLOBEX : ACME));

/** What the store of the usage report promises on every engine. */
export function usageStoreKeepsItsWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`the usage store on ${name}`, () => {
    let database: ContractDatabase;
    let store: TypeOrmUsageStore;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const add = (batch: Partial<NumberedBatch> & { readonly number: number }): Promise<number> =>
      write(() => store.add({ writer: WRITER, counts: [], uses: [], ...batch }, NOW));
    const rows = (): Promise<UsageRow[]> => database.session.reader.find(UsageTable);
    const total = async (): Promise<number> => (await rows()).reduce((sum, { accesses }) => sum + accesses, 0);

    const clear = async (): Promise<void> => {
      while (await write(() => store.removeBefore(TODAY + 1)));
      await write(() => store.forgetWriters(new Date(NOW.getTime() + 1000)));
    };

    /** What each prompt was asked for, in numbers, whatever the length of its rows. */
    const perPrompt = async (): Promise<Record<string, number>> => {
      const sums: Record<string, number> = {};
      for (const { hour, hours: _hours, id: _id, accesses, ...rest } of await rows()) {
        const key = JSON.stringify([Math.floor(hour / 24), rest]);
        sums[key] = (sums[key] ?? 0) + accesses;
      }
      return sums;
    };

    beforeAll(async () => {
      database = await open();
      store = new TypeOrmUsageStore(database.session);
      const times = { createdAt: NOW, updatedAt: NOW };
      await write(async () => {
        for (const tenantId of [ACME, GLOBEX]) {
          const project = { tenantId, id: idOf(921), slug: 'shop', name: 'Shop', description: null, ownerUserId: idOf(911), revision: 1 };
          await database.session.writer.insert(ProjectTable, { ...project, requiredLanguages: [] as never, ...times });
        }
        for (const [tenantId, version] of [
          [ACME, 1],
          [ACME, 2],
          [GLOBEX, 3],
          [ACME, 4],
        ] as const) {
          const prompt = { tenantId, id: idOf(version + 100), projectId: idOf(921), slug: `prompt-${version}`, name: 'Mail' };
          await database.session.writer.insert(PromptTable, {
            ...{ ...prompt, description: null, type: 'USER', ownerUserId: idOf(911), revision: 1, ...times },
          });
          await database.session.writer.insert(VersionTable, {
            ...{ tenantId, id: idOf(version), projectId: idOf(921), parentId: idOf(version + 100), versionTag: '1.0.0', text: 'Dear' },
            ...{
              languageCode: 'en',
              variables: [] as never,
              literals: [] as never,
              contentHash: 'x',
              status: 'active',
              revision: 1,
              ...times,
            },
          });
        }
      });
    });
    afterEach(() => clear());
    afterAll(() => database.close());

    it('adds equal accesses of several processes to one row', async () => {
      await add({ number: 1, counts: [counted({ count: 2 }), counted({ language: 'fr' })] });
      await add({ number: 1, writer: idOf(802), counts: [counted({ count: 3 })] });
      expect((await rows()).map(({ languageCode, accesses }) => [languageCode, accesses]).toSorted()).toEqual([
        ['en', 5],
        ['fr', 1],
      ]);
    });

    it('adds a batch once, however often it is given', async () => {
      for (const number of [1, 1, 2, 2, 1]) await add({ number, counts: [counted({ count: number })] });
      expect(await total()).toBe(3);
    });

    it('keeps the newest use of a version', async () => {
      const use = (ms: number) => ({ tenantId: ACME, versionId: idOf(1), at: new Date(NOW.getTime() + ms) });
      await add({ number: 1, uses: [use(5000)] });
      await add({ number: 2, uses: [use(1000)] });
      expect((await database.session.reader.find(VersionUseTable)).map(({ usedAt }) => usedAt.getTime() - NOW.getTime())).toEqual([5000]);
    });

    it('leaves out prompts and versions that are gone, and those of another tenant', async () => {
      const foreign = counted({ count: 9 }, 3, ACME);
      const left = await add({
        number: 1,
        counts: [counted(), counted({ count: 4 }, 999), foreign],
        uses: [999, 3].map((version) => ({ tenantId: ACME, versionId: idOf(version), at: NOW })),
      });
      expect([left, await total()]).toEqual([13, 1]);
      expect(await database.session.reader.countBy(VersionUseTable, { versionId: idOf(3) })).toBe(0);
    });

    it('removes the numbers of a prompt with the prompt', async () => {
      await add({
        number: 1,
        counts: [counted(), counted({ count: 4 }, 4)],
        uses: [{ tenantId: ACME, versionId: idOf(4), at: NOW }],
      });
      await write(() => database.session.writer.delete(PromptTable, { tenantId: ACME, id: idOf(104) }));
      expect(await total()).toBe(1);
      expect(await database.session.reader.countBy(VersionUseTable, { versionId: idOf(4) })).toBe(0);
    });

    it('merges old hours to days, and changes no number of a day', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyCounted, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 3 }), async (counts, days) => {
          await clear();
          for (const [at, each] of counts.entries()) await add({ number: at + 1, counts: [each] });
          const before = await perPrompt();
          const border = TODAY - days * 24;
          while (await write(() => store.mergeBefore(border)));
          expect(await perPrompt()).toEqual(before);
          const lengths = (await rows()).map(({ hour, hours }) => (hour < border ? hours === 24 && hour % 24 === 0 : hours === 1));
          expect(lengths.every(Boolean)).toBe(true);
        }),
        { numRuns: name === 'SQLite' ? 20 : 5 },
      );
    });

    it('adds a late hour to a day that is merged already', async () => {
      for (const number of [1, 2]) {
        await add({ number, counts: [counted({ hour: TODAY - 20, count: number })] });
        await write(() => store.mergeBefore(TODAY));
      }
      expect((await rows()).map(({ hours, hour, accesses }) => [hours, hour, accesses])).toEqual([[24, TODAY - 24, 3]]);
    });

    it('removes what is older than an hour, and nothing else', async () => {
      await add({ number: 1, counts: [counted({ hour: TODAY - 48 }), counted({ hour: TODAY - 1 }), counted()] });
      await write(() => store.mergeBefore(TODAY - 24));
      expect(await write(() => store.removeBefore(TODAY - 1))).toBe(false);
      expect((await rows()).map(({ hour }) => TODAY - hour).toSorted()).toEqual([0, 1]);
    });

    it('counts right when several processes write and merge the same rows at the same time', async () => {
      const writers = [1, 2, 3, 4].map((n) => idOf(800 + n));
      const batch = (round: number): CountedAccess[] =>
        Array.from({ length: 40 }, (_, n) => counted({ hour: TODAY - 1 - (n % 10), language: `l${(n + round) % 40}`, count: 1 }));
      const writing = writers.map(async (writer) => {
        for (let number = 1; number <= 10; number += 1) await add({ writer, number, counts: batch(number) });
      });
      const merging = [1, 2].map(async () => {
        for (let turn = 0; turn < 10; turn += 1) await write(() => store.mergeBefore(TODAY));
      });
      await Promise.all([...writing, ...merging]);
      expect(await total()).toBe(4 * 10 * 40);
    });
  });
}
