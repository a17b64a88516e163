import { migrationsKeepTheirWord } from '../contract/migration-drift';
import { describeWithServices, scratchDatabase } from './services';

describeWithServices('the schema on MySQL', ['MYSQL_URL'], () => {
  migrationsKeepTheirWord('MySQL', () => scratchDatabase('MYSQL_URL'));
});

// Beside MySQL: an optional second engine.
if (process.env.MARIADB_URL) {
  migrationsKeepTheirWord('MariaDB', () => scratchDatabase('MARIADB_URL'));
}
