import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { sqliteDatabase } from '../../contract/sqlite-database';
import { tableStoreKeepsItsWord } from '../../contract/table-store';

tableStoreKeepsItsWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
