import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { DatabaseUnavailable, TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { isConnectionLoss } from '#platform/persistence/violations';
import { FreezingProxy } from './freezing-proxy';
import { describeWithServices, service } from './services';

const CONNECT_MS = 400;

// MariaDB beside MySQL: an optional second engine.
const ENGINES = process.env.MARIADB_URL ? (['MYSQL_URL', 'MARIADB_URL'] as const) : (['MYSQL_URL'] as const);

for (const variable of ENGINES) {
  describeWithServices(`a server that hangs (${variable})`, [variable], () => {
    let proxy: FreezingProxy;
    let database: Database;

    beforeEach(async () => {
      proxy = new FreezingProxy(new URL(service(variable)));
      const url = new URL(service(variable));
      url.hostname = '127.0.0.1';
      url.port = String(await proxy.listen());
      database = createDatabase({ url: url.href, poolSize: 2, connectTimeoutMs: CONNECT_MS, startTimeoutMs: 0 }, [], []);
      await connect(database, 0, () => undefined);
    });
    afterEach(async () => {
      // The end of the pool tells of connections that were still in the making when the server hung.
      await disconnect(database).catch((error: unknown) => {
        if (!isConnectionLoss(error)) throw error;
      });
      await proxy.close();
    });

    it('is given up in bounded time by all who wait, and used again when it answers', async () => {
      const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
      const write = (): Promise<unknown> => unitOfWork.maintain(() => unitOfWork.writer.query('SELECT 1'));
      await Promise.all([write(), write()]);
      proxy.frozen = true;
      const writes = await Promise.allSettled(Array.from({ length: 6 }, write));
      const read: unknown = await database.reader.query('SELECT 1').catch((error: unknown) => error);
      for (const each of writes) expect(each).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseUnavailable) as unknown });
      expect(isConnectionLoss(read)).toBe(true);
      proxy.frozen = false;
      await write();
    });

    it('may take its time where the work is known to be long', async () => {
      const slowly = `SELECT SLEEP(${(5 * CONNECT_MS) / 1000}) AS slept`;
      expect(await database.unhurried(() => database.writer.query(slowly))).toHaveLength(1);
      await expect(database.reader.query(slowly)).rejects.toMatchObject({ driverError: { code: 'ETIMEDOUT' } });
    });
  });
}
