import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DataSource, EntitySchema } from 'typeorm';
import type { Config } from '#platform/config/config.schema';
import { createDatabase, DatabaseAway } from './database';

/**
 * Opens the database read-only beside a running server. It creates no file and migrates nothing. The caller destroys the data source.
 * Throws DatabaseAway, also when there is no database yet.
 */
export async function openForInspection(config: Config['database'], tables: readonly EntitySchema[]): Promise<DataSource> {
  const file = config.url.startsWith('sqlite:') ? resolve(config.url.slice('sqlite:'.length)) : null;
  if (file !== null && !existsSync(file)) throw new DatabaseAway(`there is no database at ${file}`);
  const { reader, place } = createDatabase(config, tables, []);
  try {
    return await reader.initialize();
  } catch (error) {
    throw new DatabaseAway(`${place} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
}
