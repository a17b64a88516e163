import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { deploymentRepositoriesKeepTheirWord } from '../../contract/deployment-repositories';
import { assetRepositoriesKeepTheirWord } from '../../contract/asset-repositories';
import { backupRepositoryKeepsItsWord } from '../../contract/backup-repository';
import { longListsAreTaken } from '../../contract/long-lists';
import { promptRepositoriesKeepTheirWord } from '../../contract/prompt-repositories';
import { referencesKeepTheirWord } from '../../contract/references';
import { translationRepositoryKeepsItsWord } from '../../contract/translation-repository';
import { sqliteDatabase } from '../../contract/sqlite-database';

promptRepositoriesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
deploymentRepositoriesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
assetRepositoriesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
translationRepositoryKeepsItsWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
backupRepositoryKeepsItsWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
referencesKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
longListsAreTaken('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
