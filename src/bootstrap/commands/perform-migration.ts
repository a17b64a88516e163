import 'reflect-metadata';
import { MIGRATIONS } from '#migrations';
import { UsageError } from '#platform/cli/command';
import { ConfigurationError, loadConfig } from '#platform/config/load-config';
import { connect, createDatabase, DatabaseAway, disconnect } from '#platform/persistence/database';
import { claim, DatabaseInUse, migrate } from '#platform/persistence/migrate';

/** Returns one line about the migration. Throws UsageError when the configuration is wrong, or the database is unavailable or in use. */
export async function performMigration(): Promise<string> {
  try {
    const config = loadConfig();
    const database = createDatabase(config.database, [], MIGRATIONS);
    const release = claim(database);
    try {
      await connect(database, 0, () => undefined);
      const applied = await migrate(database);
      return `${database.place}: ${applied === 0 ? 'up to date' : `${applied} migrations applied`}`;
    } finally {
      await disconnect(database);
      release();
    }
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof DatabaseAway || error instanceof DatabaseInUse)
      throw new UsageError(error.message);
    throw error;
  }
}
