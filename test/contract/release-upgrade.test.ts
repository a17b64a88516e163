import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELEASE, releaseUpgrades } from './release-upgrade';

releaseUpgrades('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'japm-release-'));
  const file = join(folder, 'japm.sqlite');
  copyFileSync(join(RELEASE, 'japm.sqlite'), file);
  return Promise.resolve({
    url: `sqlite:${file}`,
    drop: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  });
});
