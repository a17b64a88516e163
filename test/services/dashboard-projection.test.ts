import { DASHBOARD_MIGRATIONS, DASHBOARD_TABLES, dashboardProjectionContract } from '../contract/dashboard-projection';
import { mysqlDatabase } from './mysql-database';
import { describeWithServices } from './services';

describeWithServices('the dashboard on MySQL', ['MYSQL_URL'], () => {
  dashboardProjectionContract('MySQL', () => mysqlDatabase('MYSQL_URL', DASHBOARD_TABLES, DASHBOARD_MIGRATIONS));
});
