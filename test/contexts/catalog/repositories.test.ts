import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { catalogRepositoriesKeepTheirWord } from '../../contract/catalog-repositories';
import { pagesKeepTheirWord } from '../../contract/list-pages';
import { regionRepositoriesKeepTheirWord } from '../../contract/region-repositories';
import { sqliteDatabase } from '../../contract/sqlite-database';
import { tagAndModelRepositoriesKeepTheirWord } from '../../contract/tag-and-model-repositories';

catalogRepositoriesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
tagAndModelRepositoriesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
pagesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
regionRepositoriesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
