import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { catalogRepositoriesKeepTheirWord } from '../../contract/catalog-repositories';
import { sqliteDatabase } from '../../contract/sqlite-database';

catalogRepositoriesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
