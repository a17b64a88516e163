import { MIGRATIONS } from '#migrations';
import { connect, createDatabase, disconnect } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';

/** A process that migrates the database of its argument and prints how many migrations it ran. */
async function main(url: string): Promise<void> {
  const database = createDatabase({ url, poolSize: 2, connectTimeoutMs: 5000, startTimeoutMs: 0 }, [], MIGRATIONS);
  await connect(database, 0, () => undefined);
  const ran = await migrate(database);
  await disconnect(database);
  process.stdout.write(String(ran));
}

void main(process.argv[2] ?? '');
