import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { questionsFindTheirIndex } from '../contract/query-plans';
import { mysqlDatabase } from './mysql-database';
import { describeWithServices } from './services';

describeWithServices('questions on MySQL', ['MYSQL_URL'], () => {
  questionsFindTheirIndex('MySQL', () => mysqlDatabase('MYSQL_URL', TABLES, MIGRATIONS));
});

// Beside MySQL: an optional second engine.
if (process.env.MARIADB_URL) questionsFindTheirIndex('MariaDB', () => mysqlDatabase('MARIADB_URL', TABLES, MIGRATIONS));
