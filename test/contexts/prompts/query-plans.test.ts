import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { questionsFindTheirIndex } from '../../contract/query-plans';
import { sqliteDatabase } from '../../contract/sqlite-database';

questionsFindTheirIndex('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
