import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { EntitySchema, MigrationInterface, QueryRunner } from 'typeorm';
import { OutboxTable } from '#platform/messaging/outbox.table';
import { writeOutbox } from '#platform/messaging/outbox-writer';
import { column, table } from '#platform/persistence/column-types';
import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { LazyTransaction } from '#platform/persistence/lazy-transaction';
import { migrate } from '#platform/persistence/migrate';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { DatabaseUnavailable, DiskFull } from '#platform/persistence/unavailable';
import { Outbox1700000000000 } from '../../../migrations/1700000000000-outbox';
import { envelope } from '../../contexts/audit/envelopes';
import { gate } from '../../gate';
import { FAILURES, SqliteFailpoint, type Failure } from '../../sqlite-failpoint';

const ThingTable = table<{ readonly name: string }>({ name: 'thing', columns: { name: column.key('name', 5000, { primary: true }) } });
class Things1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (name varchar(5000) PRIMARY KEY NOT NULL)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('thing');
  }
}

type Outcome = 'kept' | 'refused' | 'unknown';

describe('the end of a transaction', () => {
  let folder: string;
  let failpoint: SqliteFailpoint;
  let database: Database;
  let unitOfWork: TypeOrmUnitOfWork;
  let ended: unknown[];
  let told: Map<number, Outcome>;
  let units: number;

  async function open(): Promise<void> {
    const config = { url: `sqlite:${join(folder, 'db.sqlite')}`, poolSize: 2, connectTimeoutMs: 1000, startTimeoutMs: 0 };
    const tables = [OutboxTable, ThingTable] as readonly unknown[] as EntitySchema[];
    database = createDatabase(config, tables, [Outbox1700000000000, Things1700000000001]);
    await connect(database, 0, () => undefined);
    await migrate(database);
    ended = [];
    unitOfWork = new TypeOrmUnitOfWork(database, writeOutbox, (error) => ended.push(error));
  }

  const add = async (name: string): Promise<void> => {
    await unitOfWork.writer.createQueryBuilder().insert().into(ThingTable).values({ name }).updateEntity(false).execute();
  };

  /** The unit of work `unit` adds two things and one event; the referee hears what the caller is told. */
  async function write(work: (unit: number) => Promise<void>): Promise<Outcome> {
    const unit = (units += 1);
    const outcome = await unitOfWork
      .run(async () => {
        unitOfWork.collect(envelope(unit));
        await work(unit);
      })
      .then(
        () => 'kept' as const,
        (error: unknown) => (error instanceof DatabaseUnavailable ? 'unknown' : 'refused'),
      );
    told.set(unit, outcome);
    return outcome;
  }
  const plain = async (unit: number): Promise<void> => {
    await add(`${unit} a`);
    await add(`${unit} b`);
  };
  const works: Readonly<Record<string, (unit: number) => Promise<void>>> = {
    'a change': plain,
    'a change that fails': async (unit) => {
      await plain(unit);
      throw new Error('no');
    },
    'a change that goes on after a failed statement': async (unit) => {
      await add(`${unit} a`).catch(() => undefined);
      await add(`${unit} b`).catch(() => undefined);
      await add(`${unit} c`);
    },
    'a change that reads after a failed statement': async (unit) => {
      await add(`${unit} a`).catch(() => undefined);
      await unitOfWork.writer.getRepository(ThingTable).count();
      await add(`${unit} b`);
    },
  };

  /** What a new connection finds of each unit of work, against what was told of it. */
  function judge(): string[] {
    const db = new Libsql(join(folder, 'db.sqlite'));
    const names = (db.prepare('SELECT name FROM thing').all() as { name: string }[]).map((each) => Number(each.name.split(' ')[0]));
    const payloads = db.prepare('SELECT payload FROM audit_outbox').all() as { payload: ArrayBuffer }[];
    db.close();
    const events = new Set(payloads.map((each) => (JSON.parse(Buffer.from(each.payload).toString()) as { id: string }).id));
    return [...told].flatMap(([unit, outcome]) => {
      const found = [names.includes(unit), events.has(envelope(unit).id)];
      const expected = outcome === 'unknown' ? found[1] : outcome === 'kept';
      return found.every((each) => each === expected) ? [] : [`${unit} was ${outcome}; thing and event found: ${found.join(', ')}`];
    });
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'japm-ends-'));
    failpoint = new SqliteFailpoint();
    told = new Map();
    units = 0;
    await open();
  });
  afterEach(async () => {
    failpoint.remove();
    await disconnect(database);
    rmSync(folder, { recursive: true, force: true });
  });

  const cases = Object.keys(works).flatMap((work) => FAILURES.map((failure) => [work, failure] as const));
  it.each(cases)('is as it was told: %s, any statement of which is %s', async (name: string, failure: Failure) => {
    const failed = new Set<string>();
    for (let n = 1; ; n += 1) {
      failpoint.arm(n, failure);
      await write(works[name] ?? plain);
      failpoint.disarm();
      if (failpoint.failed === null) break;
      failed.add(failpoint.failed.split(' ')[0] ?? '');
      expect([await write(plain), await write(plain)]).toEqual(['kept', 'kept']);
      expect([judge(), ended]).toEqual([[], []]);
    }
    expect([...failed]).toEqual(expect.arrayContaining(['BEGIN', 'INSERT', name === 'a change that fails' ? 'ROLLBACK' : 'COMMIT']));
  });

  it('is told as a full disk, and followed by commits as soon as there is room', async () => {
    const [{ pages }] = await database.reader.query<[{ pages: number }]>('SELECT page_count AS pages FROM pragma_page_count');
    failpoint.exec(`PRAGMA max_page_count = ${pages}`);
    const wide = (unit: number): Promise<void> => add(`${unit} ${'x'.repeat(4990)}`);
    const full = await unitOfWork.run(() => wide(0)).catch((error: unknown) => error);
    expect(full).toBeInstanceOf(DiskFull);
    expect(database.condition.reasonOf('disk_full')).toContain('full');
    expect([await write(wide), await write(wide)]).toEqual(['refused', 'refused']);
    failpoint.exec('PRAGMA max_page_count = 1000000');
    expect([await write(wide), await write(wide)]).toEqual(['kept', 'kept']);
    expect(judge()).toEqual([]);
  });

  it('comes also for a transaction that was asked for and not waited for', async () => {
    const { opened, open: letIn } = gate();
    let turnEnded = false;
    const turns = async (): Promise<() => void> => {
      await opened;
      return () => (turnEnded = true);
    };
    const transaction = new LazyTransaction(database.writer, { turns });
    const kept = transaction.keep(() => {
      void transaction.begin();
      return Promise.resolve();
    });
    letIn();
    await kept;
    expect([transaction.hasBegun, database.writer.createQueryRunner().isTransactionActive, turnEnded]).toEqual([true, false, true]);
    await expect(new LazyTransaction(database.writer).keep(() => Promise.resolve('nothing'))).resolves.toBe('nothing');
    await expect(transaction.begin()).rejects.toThrow('the transaction is over');
  });

  it('ends the process when a transaction cannot be ended', async () => {
    failpoint.refuseForGood('ROLLBACK');
    expect(await write(works['a change that fails'] ?? plain)).toBe('refused');
    expect(ended).toHaveLength(1);
    failpoint.refuseForGood(null);
    failpoint.exec('ROLLBACK');
    expect(judge()).toEqual([]);
  });

  it('ends the process when the count of open transactions is wrong', async () => {
    await database.writer.createQueryRunner().startTransaction();
    expect(await write(plain)).toBe('refused');
    expect(ended).toHaveLength(1);
    expect(judge()).toEqual([]);
  });
});
