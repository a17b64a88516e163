import { once } from 'node:events';
import { createDatabase, connect, disconnect } from '#platform/persistence/database';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { AUDIT_TABLES } from '../contexts/audit/audit-tables';
import { workUntil, type Point } from './freezing-relay';

/** A relay as a process: says `inside` at that point, waits for a line, and says how its transaction has ended. */
async function main(url: string, point: string, leaseMs: number): Promise<void> {
  const database = createDatabase({ url, poolSize: 3, connectTimeoutMs: 5000, startTimeoutMs: 0 }, AUDIT_TABLES, []);
  await connect(database, 0, () => undefined);
  const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
  const contract = { session: new PersistenceSession(unitOfWork, database.reader), unitOfWork, close: () => disconnect(database) };
  const pause = async (): Promise<void> => {
    process.stdout.write('inside\n');
    await once(process.stdin, 'data');
  };
  const end = await workUntil(point as Point, contract, leaseMs, pause).then(
    () => 'kept',
    () => 'refused',
  );
  process.stdout.write(`${end}\n`);
  process.exit(0);
}

void main(process.argv[2] ?? '', process.argv[3] ?? '', Number(process.argv[4]));
