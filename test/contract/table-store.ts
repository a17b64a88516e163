import fc from 'fast-check';
import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import { TABLES } from '#bootstrap/contexts';
import { ProjectTable, type ProjectRow } from '#contexts/catalog/project/adapters/persistence/project.table';
import { TagTable } from '#contexts/catalog/tag/adapters/persistence/tag.table';
import type { TagState } from '#contexts/catalog/tag/domain/tag';
import { AuditConsumerTable } from '#contexts/audit/relay/adapters/persistence/audit-consumer.table';
import { AuditTermTable } from '#contexts/audit/search/adapters/persistence/audit-term.table';
import type { Column } from '#platform/persistence/column-types';
import { atLeast, atMost, greaterThan, lessThan, not, sql, type Lookup } from '#platform/persistence/lookup';
import type { TableRows } from '#platform/persistence/table-rows';
import type { TableStore } from '#platform/persistence/table-store';
import type { ContractDatabase } from './sqlite-database';

type Row = Record<string, unknown>;

const columnsOf = (table: EntitySchema): [string, Column][] => Object.entries(table.options.columns) as unknown as [string, Column][];

const ascii = (length: number) => fc.string({ unit: 'grapheme-ascii', maxLength: Math.min(8, length) });
const ASCII = ascii(8);
const TEXT = fc.string({ unit: 'grapheme', maxLength: 8 });
const JSON_VALUE = fc.array(fc.oneof(TEXT, fc.integer(), fc.boolean(), fc.constant(null), fc.dictionary(ASCII, TEXT)));
const VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  char: fc.uuid(),
  mediumtext: TEXT,
  mediumblob: fc.uint8Array({ maxLength: 40 }).map((each) => Buffer.from(each)),
  datetime: fc.date({ min: new Date('1971-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
  bigint: fc.integer({ min: 1000, max: Number.MAX_SAFE_INTEGER }),
  int: fc.integer({ min: 1000, max: 2_147_483_647 }),
  double: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((each) => each / 128),
  boolean: fc.boolean(),
};

function valueOf({ type, length = 0, transformer, nullable }: Column): fc.Arbitrary<unknown> {
  const plain = type === 'varchar' ? (length < 100 ? ascii(length) : TEXT) : VALUES[type];
  if (!plain) throw new Error(`a column of type ${type} has no values here`);
  const value = type === 'mediumtext' && transformer ? JSON_VALUE : plain;
  return nullable ? fc.option(value) : value;
}

/** Rows of the table; of a key that the database counts up they have none. */
const rowsOf = (table: EntitySchema): fc.Arbitrary<Row> =>
  fc.record(Object.fromEntries(columnsOf(table).flatMap(([property, each]) => (each.generated ? [] : [[property, valueOf(each)]]))));

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, GLOBEX, SHOP] = [idOf(901), idOf(902), idOf(801)];
const NOW = new Date('2026-01-01T00:00:00.123Z');
const PROJECT: ProjectRow = {
  ...{ tenantId: ACME, id: SHOP, slug: 'shop', name: 'Shop', description: null, ownerUserId: idOf(911) },
  ...{ requiredLanguages: [], revision: 1, createdAt: NOW, updatedAt: NOW },
};
const tag = (n: number, more: Partial<TagState> = {}): TagState => ({
  ...{ tenantId: ACME, projectId: SHOP, id: idOf(n), name: `tag ${n}`, description: null, revision: 1, createdAt: NOW, updatedAt: NOW },
  ...more,
});
class Stale extends Error {}
class Taken extends Error {}
class Undone extends Error {}

/** What a store of rows promises on every engine. */
export function tableStoreKeepsItsWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`a table store on ${name}`, () => {
    let database: ContractDatabase;
    let tags: TableStore<TagState, TagState>;
    let projects: TableStore<ProjectRow, ProjectRow>;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const undone = (work: (writer: EntityManager) => Promise<void>): Promise<void> =>
      expect(
        write(async () => {
          await work(database.session.writer);
          throw new Undone();
        }),
      ).rejects.toThrow(Undone);

    beforeAll(async () => {
      database = await open();
      tags = database.session.store(TagTable, {
        restore: (row) => row,
        stale: ({ id }) => new Stale(id),
        constant: ['projectId', 'createdAt'],
        taken: { uq_tag_name: (row) => new Taken(row.name), PRIMARY: (row) => new Taken(row.id) },
      });
      projects = database.session.store(ProjectTable, {
        restore: (row) => row,
        stale: ({ id }) => new Stale(id),
        constant: [],
      });
      await write(() => projects.insert(PROJECT));
    });
    afterEach(() => write(() => database.session.writer.getRepository(TagTable).delete({ tenantId: ACME })));
    afterAll(() => database.close());

    describe('without foreign keys', () => {
      const foreignKeys = async (state: 'ON' | 'OFF'): Promise<void> => {
        const source = database.unitOfWork.dataSource;
        if (source.options.type !== 'mysql') await source.query(`PRAGMA foreign_keys = ${state}`);
      };
      beforeAll(() => foreignKeys('OFF'));
      afterAll(() => foreignKeys('ON'));

      it.each(TABLES.map((each) => [each.options.name, each] as const))(
        'writes and reads %s exactly as TypeORM does',
        async (_name, table) => {
          const isMysql = database.unitOfWork.dataSource.options.type === 'mysql';
          const store = database.session.store<ObjectLiteral, ObjectLiteral>(table as EntitySchema<ObjectLiteral>, {
            restore: (row) => row,
            stale: () => new Stale(),
            constant: [],
          });
          const columns = columnsOf(table);
          const keys = columns.filter(([, each]) => each.primary && !each.generated).map(([property]) => property);
          const visible = columns.filter(([, each]) => each.select !== false && !each.generated).map(([property]) => property);
          const bothRead = async (writer: EntityManager, row: Row): Promise<void> => {
            const lookup = Object.fromEntries(keys.map((each) => [each, row[each]]));
            const [byTypeOrm] = (await writer.getRepository(table).find({ where: lookup })) as Row[];
            expect(byTypeOrm).toEqual(expect.objectContaining(Object.fromEntries(visible.map((each) => [each, row[each]]))));
            expect(await store.find(lookup)).toStrictEqual({ ...byTypeOrm });
          };
          await fc.assert(
            fc.asyncProperty(rowsOf(table), async (row) => {
              for (const insert of [
                (_writer: EntityManager) => store.insert(row),
                (writer: EntityManager) => writer.createQueryBuilder().insert().into(table).values(row).updateEntity(false).execute(),
              ])
                await undone(async (writer) => {
                  if (isMysql) await writer.query('SET foreign_key_checks = 0');
                  try {
                    await insert(writer);
                    await bothRead(writer, row);
                  } finally {
                    if (isMysql) await writer.query('SET foreign_key_checks = 1');
                  }
                });
            }),
            { numRuns: 15, seed: 20_260_101 },
          );
        },
      );
    });

    it('replaces the revision before and no other', async () => {
      const first = tag(1);
      await write(() => tags.insert(first));
      const second = { ...first, name: 'second', description: 'x', revision: 2 };
      await write(() => tags.update({ ...second, createdAt: new Date(0) }));
      // What is constant stays.
      expect(await tags.find({ tenantId: ACME, id: idOf(1) })).toEqual(second);
      for (const stale of [
        () => tags.update(second),
        () => tags.update({ ...second, revision: 4 }),
        () => tags.update({ ...second, tenantId: GLOBEX, revision: 3 }),
        () => tags.lock(first),
        () => tags.remove(first),
      ])
        await expect(write(stale)).rejects.toThrow(Stale);
      expect(await tags.list({ tenantId: ACME })).toEqual([second]);
      await write(async () => {
        await tags.lock(second);
        await tags.remove(second);
      });
      expect(await tags.find({ tenantId: ACME, id: idOf(1) })).toBeNull();
    });

    it('turns a violated constraint into the error that is given for it', async () => {
      await write(async () => {
        await tags.insert(tag(1));
        await tags.insert(tag(2));
      });
      await expect(write(() => tags.insert(tag(3, { name: 'tag 1' })))).rejects.toThrow(new Taken('tag 1'));
      await expect(write(() => tags.insert(tag(1, { name: 'other' })))).rejects.toThrow(new Taken(idOf(1)));
      await expect(write(() => tags.update(tag(2, { name: 'tag 1', revision: 2 })))).rejects.toThrow(new Taken('tag 1'));
      await expect(write(() => tags.insert(tag(4, { projectId: idOf(999) })))).rejects.not.toThrow(Taken);
    });

    it('finds what the lookup names and nothing else', async () => {
      await write(async () => {
        await tags.insert(tag(1, { description: 'x' }));
        await tags.insert(tag(2));
        await tags.insert(tag(3));
      });
      const found = async (lookup: Parameters<typeof tags.list>[0]): Promise<string[]> =>
        (await tags.list(lookup, { id: 'DESC' })).map((each) => each.id);
      expect(await found({ tenantId: GLOBEX })).toEqual([]);
      expect(await found({ tenantId: ACME, name: 'TAG 1' })).toEqual([]);
      expect(await found({ tenantId: ACME, description: null })).toEqual([idOf(3), idOf(2)]);
      expect(await found({ tenantId: ACME, id: [idOf(1), idOf(3), 'é'] })).toEqual([idOf(3), idOf(1)]);
      expect(await found({ tenantId: ACME, id: [] })).toEqual([]);
      expect(await found({ tenantId: ACME, name: "' OR 1 = 1 --" })).toEqual([]);
      await expect(found({ tenantId: ACME, id: undefined })).rejects.toThrow('no value for id');
      await expect(found({ tenantId: ACME, nothing: 1 } as never)).rejects.toThrow('no property nothing');
    });

    describe('of rows without a revision', () => {
      interface Word {
        readonly tenantId: string;
        readonly term: string;
        readonly tenantSeq: number;
      }
      let words: TableRows<Word>;
      const word = (term: string, tenantSeq: number): Word => ({ tenantId: ACME, term, tenantSeq });
      const found = async (lookup: Lookup<Word>): Promise<string[]> =>
        (await words.list({ tenantId: ACME, ...lookup }, { term: 'ASC', tenantSeq: 'ASC' })).map((each) => `${each.term}${each.tenantSeq}`);

      beforeAll(async () => {
        words = database.session.rows(AuditTermTable);
        await write(() => words.insertAll([word('a', 1), word('a', 2), word('b', 2), word('c', 3)]));
      });
      afterAll(() => write(() => words.removeWhere({ tenantId: ACME })));

      it('compares', async () => {
        expect(await found({ tenantSeq: lessThan(2) })).toEqual(['a1']);
        expect(await found({ tenantSeq: atMost(2) })).toEqual(['a1', 'a2', 'b2']);
        expect(await found({ tenantSeq: greaterThan(2) })).toEqual(['c3']);
        expect(await found({ tenantSeq: atLeast(2) })).toEqual(['a2', 'b2', 'c3']);
        expect(await found({ term: not('a'), tenantSeq: atLeast(sql('1 + 1')) })).toEqual(['b2', 'c3']);
        expect(await found({ tenantSeq: [1, 3] })).toEqual(['a1', 'c3']);
        await expect(found({ tenantSeq: lessThan(undefined) } as never)).rejects.toThrow('no value for tenantSeq');
      });

      it('finds what fits one of several lookups', async () => {
        const either = [
          { tenantId: ACME, term: 'a', tenantSeq: 2 },
          { tenantId: ACME, term: ['b', 'c'], tenantSeq: greaterThan(2) },
        ];
        const both = await words.list(either, { term: 'DESC' });
        expect(both.map((each) => `${each.term}${each.tenantSeq}`)).toEqual(['c3', 'a2']);
        expect(await words.count([{ tenantId: GLOBEX }, { tenantId: ACME, term: 'a' }])).toBe(2);
        expect(await words.count([{ tenantId: GLOBEX }])).toBe(0);
      });

      it('counts, and reads what it is asked for', async () => {
        expect(await words.count({ tenantId: ACME })).toBe(4);
        expect(await words.count({ tenantId: ACME, term: ['a', 'z'], tenantSeq: atLeast(2) })).toBe(1);
        expect(await words.count({ tenantId: GLOBEX })).toBe(0);
        const last = { order: { tenantSeq: 'DESC', term: 'DESC' }, limit: 2 } as const;
        expect(await words.pick({ tenantId: ACME }, ['term'], last)).toStrictEqual([{ term: 'c' }, { term: 'b' }]);
        expect(await words.measured({ tenantId: ACME, tenantSeq: 3 }, ['tenantSeq'], { bytesOf: 'term' })).toStrictEqual([
          { tenantSeq: 3, bytes: 1 },
        ]);
      });

      it('tells NULL from what is another value', async () => {
        await write(async () => {
          await tags.insert(tag(1, { description: 'x' }));
          await tags.insert(tag(2, { description: 'y' }));
          await tags.insert(tag(3));
        });
        expect(await tags.count({ tenantId: ACME, description: not('x') })).toBe(1);
        expect(await tags.count({ tenantId: ACME, description: not(null) })).toBe(2);
        expect(await tags.count({ tenantId: ACME, description: null })).toBe(1);
      });

      it('writes values and what the database computes, and says how many rows it found', async () => {
        await write(async () => {
          await tags.insert(tag(1));
          await tags.insert(tag(2));
        });
        const set = { description: 'z', revision: sql('revision + 5') };
        expect(await write(() => tags.updateWhere({ tenantId: ACME, id: [idOf(1), idOf(9)] }, set))).toBe(1);
        // The text of the statement is another one where a value is computed.
        expect(await write(() => tags.updateWhere({ tenantId: ACME, id: [idOf(2)] }, { description: 'z', revision: 4 }))).toBe(1);
        const stored = await tags.list({ tenantId: ACME }, { id: 'ASC' });
        expect(stored.map(({ description, revision }) => [description, revision])).toEqual([
          ['z', 6],
          ['z', 4],
        ]);
        expect(await write(() => tags.removeWhere({ tenantId: ACME, id: [idOf(1)], revision: 5 }))).toBe(0);
        expect(await write(() => tags.removeWhere({ tenantId: ACME, id: [idOf(1)], revision: 6 }))).toBe(1);
        await expect(write(() => tags.removeWhere({}))).rejects.toThrow('a change without a condition');
        await expect(write(() => tags.updateWhere({}, set))).rejects.toThrow('a change without a condition');
      });

      it('leaves a row that is there, writes over it, merges it, or fails, as it is told', async () => {
        const positions = database.session.rows(AuditConsumerTable);
        const stored = async (): Promise<unknown> =>
          (await positions.list({ name: ['one', 'two'] }, { name: 'ASC' })).map((each) => each.position);
        await write(() => positions.insertAll([{ name: 'one', position: 1 }]));
        const both = [
          { name: 'one', position: 7 },
          { name: 'two', position: 8 },
        ];
        await expect(write(() => positions.insertAll(both))).rejects.toThrow();
        expect(await stored()).toEqual([1]);
        await write(() => positions.insertAll(both, 'ignore'));
        expect(await stored()).toEqual([1, 8]);
        await write(() => positions.insertAll([...both, { name: 'two', position: 9 }], ['position']));
        expect(await stored()).toEqual([7, 9]);
        await write(() => positions.insertAll(both, { position: 'add' }));
        expect(await stored()).toEqual([14, 17]);
        await write(() => positions.insertAll([{ name: 'one', position: 20 }, both[1] as (typeof both)[0]], { position: 'greatest' }));
        expect(await stored()).toEqual([20, 17]);
        await write(() => positions.insertAll([]));
        await write(() => positions.removeWhere({ name: ['one', 'two'] }));
      });
    });

    it('refuses to change every row, and to change anything outside of a unit of work', async () => {
      await expect(write(() => tags.hold({}))).rejects.toThrow('a change without a condition');
      await expect(tags.insert(tag(1))).rejects.toThrow('write outside of a unit of work');
      await expect(write(() => tags.hold({ tenantId: ACME, id: [] }))).resolves.toBe(0);
    });
  });
}
