import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { EntitySchema } from 'typeorm';
import { column, table } from '#platform/persistence/column-types';
import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { LazyTransaction } from '#platform/persistence/lazy-transaction';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { DatabaseBusy } from '#platform/persistence/unavailable';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

const ThingTable = table<{ readonly name: string; readonly n: number }>({
  name: 'thing',
  columns: { name: column.key('name', 50, { primary: true }), n: column.int('n') },
});

const ENGINES = process.env.MARIADB_URL ? (['MYSQL_URL', 'MARIADB_URL'] as const) : (['MYSQL_URL'] as const);

for (const variable of ENGINES) {
  describeWithServices(`the end of a transaction (${variable})`, [variable], () => {
    let scratch: ScratchDatabase;
    let other: Connection;
    let database: Database;
    let unitOfWork: TypeOrmUnitOfWork;

    const set = (name: string, n: number): Promise<unknown> =>
      unitOfWork.writer.createQueryBuilder().update(ThingTable).set({ n }).where({ name }).execute();
    /** What a connection of its own finds. */
    const things = async (): Promise<Record<string, number>> => {
      const [rows] = await other.query<(RowDataPacket & { name: string; n: number })[]>('SELECT name, n FROM thing ORDER BY name');
      return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
    };
    /** The server process of a transaction's connection. */
    const idOf = async (manager = unitOfWork.writer): Promise<number> =>
      Number((await manager.query<{ id: unknown }[]>('SELECT CONNECTION_ID() AS id'))[0]?.id);

    beforeEach(async () => {
      scratch = await scratchDatabase(variable);
      other = await createConnection(scratch.url);
      await other.query('CREATE TABLE thing (name varchar(50) PRIMARY KEY NOT NULL, n int NOT NULL)');
      await other.query("INSERT INTO thing VALUES ('a', 0), ('b', 0), ('c', 0)");
      const tables = [ThingTable] as readonly unknown[] as EntitySchema[];
      database = createDatabase({ url: scratch.url, poolSize: 4, connectTimeoutMs: 5000, startTimeoutMs: 0 }, tables, []);
      await connect(database, 0, () => undefined);
      unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
    });
    afterEach(async () => {
      await disconnect(database);
      await other.end();
      await scratch.drop();
    });

    it('keeps nothing of work that goes on after the server has rolled it back', async () => {
      const busy = await unitOfWork
        .maintain(async () => {
          await set('a', 1);
          // Heavier than ours, so that the server chooses us.
          await other.beginTransaction();
          await other.query("UPDATE thing SET n = 7 WHERE name IN ('b', 'c')");
          const theirs = other.query("UPDATE thing SET n = 7 WHERE name = 'a'");
          await set('b', 1).catch(() => undefined);
          await theirs;
          await other.rollback();
          await set('c', 1);
        })
        .catch((error: unknown) => error);
      expect(busy).toBeInstanceOf(DatabaseBusy);
      expect(await things()).toEqual({ a: 0, b: 0, c: 0 });
    });

    it('destroys the connection whose rollback failed, and gives it to nobody', async () => {
      const first = new LazyTransaction(database.writer);
      let id = 0;
      const failing = first.keep(async () => {
        await first.begin();
        id = await idOf(first.manager);
        await first.manager.query("UPDATE thing SET n = 1 WHERE name = 'a'");
        await other.query(`KILL ${id}`);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await unitOfWork.maintain(async () => {
        expect(await idOf()).not.toBe(id);
        await set('b', 2);
      });
      expect(await things()).toEqual({ a: 0, b: 2, c: 0 });
    });

    it('never begins another on a connection that was given back in the middle of one', async () => {
      const runner = database.writer.createQueryRunner();
      await runner.startTransaction();
      const id = await idOf(runner.manager);
      await runner.query("UPDATE thing SET n = 1 WHERE name = 'a'");
      await runner.release();
      const ids = await Promise.all(
        Array.from({ length: 4 }, () =>
          unitOfWork.maintain(async () => {
            await set('b', 2);
            return idOf();
          }),
        ),
      );
      expect(ids).not.toContain(id);
      expect(await things()).toEqual({ a: 0, b: 2, c: 0 });
    });

    it('refuses a second beginning and a savepoint', async () => {
      const runner = database.writer.createQueryRunner();
      await runner.startTransaction();
      await expect(runner.startTransaction()).rejects.toThrow('a savepoint was asked for');
      await expect(runner.query('START TRANSACTION')).rejects.toThrow('a transaction is open');
      await runner.release();
    });

    it('is not acknowledged when the server says that a transaction is still open', async () => {
      const runner = database.writer.createQueryRunner();
      await runner.startTransaction();
      await runner.query("UPDATE thing SET n = 1 WHERE name = 'a'");
      await expect(runner.query('COMMIT AND CHAIN')).rejects.toThrow('a transaction is open after the commit');
      await runner.release();
    });
  });
}
