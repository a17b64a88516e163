import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsKeepTheirWord } from '../../contract/migration-drift';

migrationsKeepTheirWord('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'japm-drift-'));
  const drop = (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  };
  return Promise.resolve({ url: `sqlite:${join(folder, 'japm.sqlite')}`, drop });
});
