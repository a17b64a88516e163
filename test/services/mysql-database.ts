import type { EntitySchema } from 'typeorm';
import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import type { ContractDatabase } from '../contract/sqlite-database';
import { scratchDatabase } from './services';

/** As `sqliteDatabase`, on the server of that variable. */
export async function mysqlDatabase(
  variable: 'MYSQL_URL' | 'MARIADB_URL',
  tables: readonly EntitySchema[],
  migrations: readonly (new () => object)[],
): Promise<ContractDatabase & { readonly url: string }> {
  const { url, drop } = await scratchDatabase(variable);
  const database = createDatabase({ url, poolSize: 5, connectTimeoutMs: 5000, startTimeoutMs: 0 }, tables, migrations);
  await connect(database, 0, () => undefined);
  await migrate(database);
  const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
  return {
    url,
    session: new PersistenceSession(unitOfWork, database.reader),
    unitOfWork,
    close: async () => {
      await disconnect(database);
      await drop();
    },
  };
}
