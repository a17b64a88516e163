import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { AUDIT_MIGRATIONS, AUDIT_TABLES } from '../contexts/audit/audit-tables';
import { auditContracts } from '../contract/audit-stores';
import type { ContractDatabase } from '../contract/sqlite-database';
import { describeWithServices, scratchDatabase } from './services';

jest.setTimeout(30_000);

async function open(variable: 'MYSQL_URL' | 'MARIADB_URL'): Promise<ContractDatabase> {
  const { url, drop } = await scratchDatabase(variable);
  const database = createDatabase({ url, poolSize: 5, connectTimeoutMs: 5000, startTimeoutMs: 0 }, AUDIT_TABLES, AUDIT_MIGRATIONS);
  await connect(database, 0, () => undefined);
  await migrate(database);
  const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
  return {
    session: new PersistenceSession(unitOfWork, database.reader),
    unitOfWork,
    close: async () => {
      await disconnect(database);
      await drop();
    },
  };
}

describeWithServices('the audit stores on MySQL', ['MYSQL_URL'], () => {
  auditContracts('MySQL', () => open('MYSQL_URL'));
});

// Beside MySQL: an optional second engine.
if (process.env.MARIADB_URL) auditContracts('MariaDB', () => open('MARIADB_URL'));
