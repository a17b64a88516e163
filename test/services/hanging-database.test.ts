import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { DatabaseUnavailable } from '#platform/persistence/unavailable';
import { isConnectionLoss } from '#platform/persistence/violations';
import { until } from '../until';
import { FreezingProxy } from './freezing-proxy';
import { describeWithServices, service } from './services';

const CONNECT_MS = 400;

// MariaDB beside MySQL: an optional second engine.
const ENGINES = process.env.MARIADB_URL ? (['MYSQL_URL', 'MARIADB_URL'] as const) : (['MYSQL_URL'] as const);

for (const variable of ENGINES) {
  describeWithServices(`a server that hangs (${variable})`, [variable], () => {
    let proxy: FreezingProxy;
    let database: Database;
    let url: () => string;
    const causeOf = async (failing: Promise<unknown>): Promise<unknown> => {
      const error = await failing.catch((thrown: unknown) => thrown);
      return error instanceof DatabaseUnavailable ? error.cause : error;
    };

    beforeEach(async () => {
      proxy = new FreezingProxy(new URL(service(variable)));
      const server = new URL(service(variable));
      server.hostname = '127.0.0.1';
      server.port = String(await proxy.listen());
      url = () => server.href;
      database = createDatabase({ url: url(), poolSize: 2, connectTimeoutMs: CONNECT_MS, startTimeoutMs: 0 }, [], []);
      await connect(database, 0, () => undefined);
    });
    /** The end of the pool tells of connections that were still in the making when the server hung. */
    const ended = (which: Database): Promise<void> =>
      disconnect(which).catch((error: unknown) => {
        if (!isConnectionLoss(error)) throw error;
      });
    afterEach(async () => {
      await ended(database);
      await proxy.close();
    });

    it('is given up in bounded time by all who wait, and used again when it answers', async () => {
      const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
      const write = (): Promise<unknown> => unitOfWork.maintain(() => unitOfWork.writer.query('SELECT 1'));
      await Promise.all([write(), write()]);
      proxy.frozen = true;
      const writes = await Promise.allSettled(Array.from({ length: 6 }, write));
      const read: unknown = await database.reader.query('SELECT 1').catch((error: unknown) => error);
      for (const each of writes) expect(each).toMatchObject({ status: 'rejected', reason: { kind: 'unavailable' } });
      expect(isConnectionLoss(read)).toBe(true);
      proxy.frozen = false;
      await write();
    });

    it('is found out without a request, cuts and refuses requests at once then, and is found again', async () => {
      // So patient that nothing else would end a request within the time of a test.
      const patient = createDatabase({ url: url(), poolSize: 2, connectTimeoutMs: 600_000, startTimeoutMs: 0 }, [], []);
      await connect(patient, 0, () => undefined);
      const told: (string | null)[] = [];
      patient.condition.onChange((_trouble, reason) => told.push(reason));
      const stop = patient.watch();
      const unitOfWork = new TypeOrmUnitOfWork(patient, () => Promise.resolve());
      const write = (sql: string): Promise<unknown> => unitOfWork.maintain(() => unitOfWork.writer.query(sql));
      await write('SELECT 1');
      const underWay = write('SELECT SLEEP(600)').catch((error: unknown) => error);
      proxy.frozen = true;
      // Waits for a connection that is in the making.
      const connecting = causeOf(Promise.all([patient.reader.query('SELECT 1'), patient.reader.query('SELECT 1')]));
      expect(isConnectionLoss(await connecting)).toBe(true);
      expect(await underWay).toBeInstanceOf(DatabaseUnavailable);
      const reason = patient.condition.reasonOf('away');
      expect(reason).toContain('did not answer');
      const refused = [write('SELECT 1'), write('SELECT 1'), patient.reader.query('SELECT 1')];
      for (const each of refused) expect(isConnectionLoss(await causeOf(each))).toBe(true);
      proxy.frozen = false;
      await until('the end of it', () => patient.condition.reasonOf('away') === null);
      await write('SELECT 1');
      expect(told).toEqual([reason, null]);
      stop();
      await ended(patient);
    });

    it('may take its time where the work is known to be long', async () => {
      const slowly = `SELECT SLEEP(${(5 * CONNECT_MS) / 1000}) AS slept`;
      expect(await database.unhurried(() => database.writer.query(slowly))).toHaveLength(1);
      await expect(database.reader.query(slowly)).rejects.toMatchObject({ driverError: { code: 'ETIMEDOUT' } });
    });
  });
}
