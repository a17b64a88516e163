import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { EntitySchema, MigrationInterface, QueryRunner } from 'typeorm';
import { OutboxTable } from '#platform/messaging/outbox.table';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { column, table } from '#platform/persistence/column-types';
import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { withPatience } from '#platform/persistence/patience';
import { TypeOrmUnitOfWork, type EventSink } from '#platform/persistence/typeorm-unit-of-work';
import { DatabaseBusy, DatabaseUnavailable } from '#platform/persistence/unavailable';
import { Outbox1700000000000 } from '../../../migrations/1700000000000-outbox';
import { envelope } from '../../contexts/audit/envelopes';
import { gate } from '../../gate';
import { until } from '../../until';

const ThingTable = table<{ readonly name: string }>({ name: 'thing', columns: { name: column.key('name', 50, { primary: true }) } });
class Things1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (name varchar(50) PRIMARY KEY NOT NULL)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('thing');
  }
}

describe('a unit of work', () => {
  let folder: string;
  let database: Database;
  let unitOfWork: TypeOrmUnitOfWork;
  let sink: EventSink;

  const add = async (name: string): Promise<void> => {
    await unitOfWork.writer.createQueryBuilder().insert().into(ThingTable).values({ name }).updateEntity(false).execute();
  };
  const change =
    (name: string, n = 1) =>
    async (): Promise<string> => {
      await add(name);
      unitOfWork.collect(envelope(n));
      return name;
    };
  const things = async (): Promise<string[]> =>
    (await database.reader.getRepository(ThingTable).find({ order: { name: 'ASC' } })).map((each) => each.name);
  const events = async (): Promise<string[]> =>
    (await database.reader.getRepository(OutboxTable).find({ order: { id: 'ASC' } })).map(
      (row) => (JSON.parse(row.payload.toString()) as { id: string }).id,
    );

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'japm-unit-of-work-'));
    const config = { url: `sqlite:${join(folder, 'db.sqlite')}`, poolSize: 2, connectTimeoutMs: 1000, startTimeoutMs: 0 };
    const tables = [OutboxTable, ThingTable] as readonly unknown[] as EntitySchema[];
    database = createDatabase(config, tables, [Outbox1700000000000, Things1700000000001]);
    await connect(database, 0, () => undefined);
    await migrate(database);
    sink = writeOutbox;
    unitOfWork = new TypeOrmUnitOfWork(database, (manager, collected) => sink(manager, collected));
  });
  afterEach(async () => {
    await disconnect(database);
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps the change and its events together, and tells who waits for them', async () => {
    let rung = 0;
    unitOfWork.onCommit(() => (rung += 1));
    expect(await unitOfWork.run(change('a'))).toBe('a');
    expect([await things(), await events(), rung]).toEqual([['a'], [envelope(1).id], 1]);
  });

  it('writes more events than a statement has room for', async () => {
    const many = Array.from({ length: 33_000 }, (_, n) => envelope(n + 1));
    await unitOfWork.run(async () => {
      await add('a');
      many.forEach((each) => {
        unitOfWork.collect(each);
      });
    });
    expect(await events()).toEqual(many.map(({ id }) => id));
  });

  it('shows nothing to others before its end, and everything to itself', async () => {
    await unitOfWork.run(async () => {
      await change('a')();
      expect(await things()).toEqual([]);
      expect(await unitOfWork.reader.getRepository(ThingTable).count()).toBe(1);
    });
    expect(await unitOfWork.reader.getRepository(ThingTable).count()).toBe(1);
  });

  it('refuses a change that says nothing to the trail, and takes it back', async () => {
    await expect(unitOfWork.run(() => add('a'))).rejects.toThrow('a change without an audit event');
    expect(await things()).toEqual([]);
  });

  it('keeps neither change nor event when the work fails', async () => {
    const failing = async (): Promise<void> => {
      await change('a')();
      throw new Error('no');
    };
    await expect(unitOfWork.run(failing)).rejects.toThrow('no');
    await unitOfWork.run(change('b', 2));
    expect([await things(), await events()]).toEqual([['b'], [envelope(2).id]]);
  });

  it('keeps no change whose events cannot be written', async () => {
    sink = () => Promise.reject(new Error('outbox is full'));
    await expect(unitOfWork.run(change('a'))).rejects.toThrow('outbox is full');
    expect([await things(), await events()]).toEqual([[], []]);
    sink = async (manager, collected) => {
      await writeOutbox(manager, collected);
      throw new Error('after the insert');
    };
    await expect(unitOfWork.run(change('a'))).rejects.toThrow('after the insert');
    expect([await things(), await events()]).toEqual([[], []]);
  });

  it('joins the one that is open', async () => {
    await expect(
      unitOfWork.run(async () => {
        await unitOfWork.run(change('a'));
        await unitOfWork.maintain(() => add('b'));
        throw new Error('outer');
      }),
    ).rejects.toThrow('outer');
    expect([await things(), await events()]).toEqual([[], []]);
    await unitOfWork.run(() => unitOfWork.run(change('a')));
    expect([await things(), await events()]).toEqual([['a'], [envelope(1).id]]);
  });

  describe('around others', () => {
    const inTransaction = (): boolean => database.writer.createQueryRunner().isTransactionActive;

    it('begins with the first of them, which all share', async () => {
      await unitOfWork.enclose(async () => {
        expect(inTransaction()).toBe(false);
        expect(await unitOfWork.reader.getRepository(ThingTable).count()).toBe(0);
        await Promise.all([unitOfWork.run(change('a')), unitOfWork.run(change('b', 2))]);
        expect(inTransaction()).toBe(true);
        expect([await things(), await unitOfWork.reader.getRepository(ThingTable).count()]).toEqual([[], 2]);
        await unitOfWork.maintain(() => add('c'));
      });
      expect([await things(), await events()]).toEqual([
        ['a', 'b', 'c'],
        [envelope(1).id, envelope(2).id],
      ]);
    });

    it('keeps nothing of any when a later one fails', async () => {
      const halves = unitOfWork.enclose(async () => {
        await unitOfWork.run(change('a'));
        await unitOfWork.run(() => Promise.reject(new Error('second')));
      });
      await expect(halves).rejects.toThrow('second');
      await unitOfWork.run(change('b', 2));
      expect([await things(), await events()]).toEqual([['b'], [envelope(2).id]]);
    });

    it('keeps no other writer waiting before the first of them, and every one after it', async () => {
      const [asked, begin, written, end] = [gate(), gate(), gate(), gate()];
      const slow = unitOfWork.enclose(async () => {
        asked.open();
        await begin.opened;
        await unitOfWork.run(change('slow', 2));
        written.open();
        await end.opened;
      });
      await asked.opened;
      await unitOfWork.run(change('meanwhile'));
      begin.open();
      await written.opened;
      const after = unitOfWork.run(change('after', 3));
      expect(await things()).toEqual(['meanwhile']);
      end.open();
      await Promise.all([slow, after]);
      expect(await events()).toEqual([1, 2, 3].map((n) => envelope(n).id));
    });

    it('refuses a write and an event before the first of them, and a whole without any', async () => {
      await expect(unitOfWork.enclose(() => add('a'))).rejects.toThrow('write outside of a unit of work');
      await expect(
        unitOfWork.enclose(() => {
          unitOfWork.collect(envelope(1));
          return Promise.resolve();
        }),
      ).rejects.toThrow('write outside of a unit of work');
      await expect(unitOfWork.enclose(() => Promise.resolve())).rejects.toThrow('a change without an audit event');
      expect(await unitOfWork.run(change('b'))).toBe('b');
    });

    it('joins the one that is open', async () => {
      const failing = unitOfWork.run(async () => {
        await unitOfWork.enclose(() => unitOfWork.run(change('a')));
        throw new Error('outer');
      });
      await expect(failing).rejects.toThrow('outer');
      expect(await things()).toEqual([]);
    });

    it('runs all again when another transaction stood in the way', async () => {
      let attempts = 0;
      await unitOfWork.enclose(async () => {
        attempts += 1;
        await unitOfWork.run(change('a', attempts));
        await unitOfWork.run(change('b', attempts + 10));
        if (attempts < 3) throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY_SNAPSHOT' });
      });
      expect([attempts, await events()]).toEqual([3, [envelope(3).id, envelope(13).id]]);
    });

    it('lets the next one in when its transaction cannot begin', async () => {
      const begin = jest.spyOn(database.writer, 'createQueryRunner').mockImplementationOnce(() => {
        throw new Error('no connection');
      });
      await expect(unitOfWork.run(change('a'))).rejects.toThrow('no connection');
      begin.mockRestore();
      expect(await unitOfWork.run(change('b'))).toBe('b');
    });
  });

  it('wants no event for bookkeeping, and takes none', async () => {
    await unitOfWork.maintain(() => add('a'));
    await expect(unitOfWork.maintain(change('b'))).rejects.toThrow('bookkeeping has no events');
    expect(await things()).toEqual(['a']);
  });

  it('refuses writes and events outside of it and after its end', async () => {
    expect(() => unitOfWork.writer).toThrow('write outside of a unit of work');
    expect(() => {
      unitOfWork.collect(envelope(1));
    }).toThrow('write outside of a unit of work');
    const { opened, open } = gate();
    let late: Promise<string> | undefined;
    await unitOfWork.run(async () => {
      late = opened.then(change('late'));
      late.catch(() => undefined);
      await change('a')();
    });
    open();
    await expect(late).rejects.toThrow('unit of work is over');
    expect(await things()).toEqual(['a']);
  });

  it('runs one at a time where the database has one writing connection', async () => {
    let [open, most] = [0, 0];
    const work = (n: number) => async (): Promise<void> => {
      open += 1;
      most = Math.max(most, open);
      await change(`thing ${n}`, n)();
      await new Promise(setImmediate);
      open -= 1;
      if (n % 3 === 0) throw new Error('every third fails');
    };
    const results = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => unitOfWork.run(work(n))));
    expect(most).toBe(1);
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(8);
    expect(await things()).toHaveLength(8);
    expect(await events()).toHaveLength(8);
  });

  it('runs again, with an empty list of events, when another transaction stood in the way', async () => {
    let attempts = 0;
    await unitOfWork.run(async () => {
      attempts += 1;
      await change('a', attempts)();
      if (attempts < 3) throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY_SNAPSHOT' });
    });
    expect([attempts, await things(), await events()]).toEqual([3, ['a'], [envelope(3).id]]);
  });

  describe('with a clock of its own', () => {
    let nowMs: number;
    beforeEach(() => {
      nowMs = 0;
      unitOfWork = new TypeOrmUnitOfWork(database, writeOutbox, undefined, () => nowMs);
    });
    /** A deadlock after so many ms; counts the attempts. */
    const deadlock = (afterMs: number) => {
      const work = jest.fn(() => {
        nowMs += afterMs;
        return Promise.reject(Object.assign(new Error('Deadlock found'), { errno: 1213 }));
      });
      return work;
    };

    it('gives up when five seconds are over, however many attempts that were', async () => {
      const [slow, quick] = [deadlock(1500), deadlock(300)];
      await expect(unitOfWork.run(slow)).rejects.toThrow(DatabaseBusy);
      await expect(unitOfWork.run(quick)).rejects.toThrow(DatabaseBusy);
      expect([slow.mock.calls.length, quick.mock.calls.length]).toEqual([4, 17]);
    });

    it('waits five seconds in all for one request', async () => {
      const [first, second] = [deadlock(3000), deadlock(1)];
      await withPatience(async () => {
        await expect(unitOfWork.run(first)).rejects.toThrow(DatabaseBusy);
        await expect(unitOfWork.run(second)).rejects.toThrow(DatabaseBusy);
        expect(await unitOfWork.run(change('a'))).toBe('a');
      });
      expect([first.mock.calls.length, second.mock.calls.length]).toEqual([2, 1]);
    });
  });

  it('lets the process go on while somebody else holds the lock of the file', async () => {
    const other = new Libsql(String(database.file));
    other.exec("BEGIN IMMEDIATE; INSERT INTO thing (name) VALUES ('theirs')");
    const waiting = unitOfWork.run(change('ours'));
    let turns = 0;
    await until('turns of the event loop', () => (turns += 1) > 20);
    expect(await things()).toEqual([]);
    other.exec('COMMIT');
    other.close();
    expect([await waiting, await things()]).toEqual(['ours', ['ours', 'theirs']]);
  });

  it('does not wait longer than a caller would for a lock that is never given back', async () => {
    const other = new Libsql(String(database.file));
    other.exec('BEGIN IMMEDIATE');
    let nowMs = 0;
    unitOfWork = new TypeOrmUnitOfWork(database, writeOutbox, undefined, () => (nowMs += 500));
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name, n) => unitOfWork.run(change(name, n))));
    for (const each of results) expect(each).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseBusy) as unknown });
    other.exec('ROLLBACK');
    other.close();
    expect(await unitOfWork.run(change('d', 4))).toBe('d');
  });

  it('never repeats what ended with a lost connection', async () => {
    let attempts = 0;
    const lost = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    };
    await expect(unitOfWork.run(lost)).rejects.toThrow(DatabaseUnavailable);
    expect(attempts).toBe(1);
  });

  it('waits for a writer of another process', async () => {
    const other = createDatabase(
      { url: `sqlite:${String(database.file)}`, poolSize: 2, connectTimeoutMs: 1000, startTimeoutMs: 0 },
      [],
      [],
    );
    await connect(other, 0, () => undefined);
    const runner = other.writer.createQueryRunner();
    await runner.startTransaction();
    await runner.query("INSERT INTO thing (name) VALUES ('theirs')");
    await runner.commitTransaction();
    await runner.release();
    await unitOfWork.run(change('ours'));
    await until('both', async () => (await things()).length === 2);
    await disconnect(other);
  });
});
