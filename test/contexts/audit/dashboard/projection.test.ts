import { DASHBOARD_MIGRATIONS, DASHBOARD_TABLES, dashboardProjectionContract } from '../../../contract/dashboard-projection';
import { sqliteDatabase } from '../../../contract/sqlite-database';

dashboardProjectionContract('SQLite', () => sqliteDatabase(DASHBOARD_TABLES, DASHBOARD_MIGRATIONS));
