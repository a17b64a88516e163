import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { idempotentCallsKeepTheirWord } from '../../contract/idempotent-calls';
import { sqliteDatabase } from '../../contract/sqlite-database';

idempotentCallsKeepTheirWord('SQLite', () => sqliteDatabase(TABLES, MIGRATIONS));
