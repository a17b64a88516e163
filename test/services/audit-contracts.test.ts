import { AUDIT_MIGRATIONS, AUDIT_TABLES } from '../contexts/audit/audit-tables';
import { auditContracts } from '../contract/audit-stores';
import { mysqlDatabase } from './mysql-database';
import { describeWithServices } from './services';

jest.setTimeout(30_000);

describeWithServices('the audit stores on MySQL', ['MYSQL_URL'], () => {
  auditContracts('MySQL', () => mysqlDatabase('MYSQL_URL', AUDIT_TABLES, AUDIT_MIGRATIONS));
});

// Beside MySQL: an optional second engine.
if (process.env.MARIADB_URL) auditContracts('MariaDB', () => mysqlDatabase('MARIADB_URL', AUDIT_TABLES, AUDIT_MIGRATIONS));
