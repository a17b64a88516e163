import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntitySchema } from 'typeorm';
import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';

export interface ContractDatabase {
  readonly session: PersistenceSession;
  readonly unitOfWork: TypeOrmUnitOfWork;
  close(): Promise<void>;
}

/** A migrated database in a folder of its own, which goes with it. Its unit of work keeps no events. */
export async function sqliteDatabase(
  tables: readonly EntitySchema[],
  migrations: readonly (new () => object)[],
): Promise<ContractDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'japm-contract-'));
  const config = { url: `sqlite:${join(folder, 'japm.sqlite')}`, poolSize: 2, connectTimeoutMs: 1000, startTimeoutMs: 0 };
  const database = createDatabase(config, tables, migrations);
  await connect(database, 0, () => undefined);
  await migrate(database);
  const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
  return {
    session: new PersistenceSession(unitOfWork, database.reader),
    unitOfWork,
    close: async () => {
      await disconnect(database);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
