import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { idempotentCallsKeepTheirWord } from '../contract/idempotent-calls';
import { mysqlDatabase } from './mysql-database';
import { describeWithServices } from './services';

jest.setTimeout(30_000);

describeWithServices('idempotent calls on MySQL', ['MYSQL_URL'], () => {
  idempotentCallsKeepTheirWord('MySQL', () => mysqlDatabase('MYSQL_URL', TABLES, MIGRATIONS));
});

// Beside MySQL: an optional second engine.
if (process.env.MARIADB_URL) idempotentCallsKeepTheirWord('MariaDB', () => mysqlDatabase('MARIADB_URL', TABLES, MIGRATIONS));
