import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scratchDatabase, type ScratchDatabase } from '../services/services';

export interface BenchDatabase extends ScratchDatabase {
  readonly name: string;
}

/** SQLite, and MySQL when MYSQL_URL is set; each empty. */
export async function benchDatabases(): Promise<BenchDatabase[]> {
  const folder = mkdtempSync(join(tmpdir(), 'japm-bench-'));
  const drop = (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  };
  const sqlite = { name: 'SQLite', url: `sqlite:${join(folder, 'japm.sqlite')}`, drop };
  if (process.env.MYSQL_URL) return [sqlite, { name: 'MySQL', ...(await scratchDatabase('MYSQL_URL')) }];
  process.stdout.write('MYSQL_URL is not set: SQLite only\n');
  return [sqlite];
}
