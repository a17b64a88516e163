import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeToOthers } from '#platform/persistence/private-files';

describe('the files of an embedded database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'japm-private-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'japm.sqlite');
  const modes = (): number[] => ['', '-wal', '-shm'].map((ending) => statSync(file + ending).mode & 0o777);

  it('are closed to other users, and it is told which ones were open', () => {
    for (const ending of ['', '-wal', '-shm']) writeFileSync(file + ending, '');
    chmodSync(file, 0o644);
    chmodSync(`${file}-wal`, 0o660);
    chmodSync(`${file}-shm`, 0o600);
    expect(closeToOthers(file)).toEqual([
      `${file} had the mode 0644: other users of this machine could read it. It is closed to them now`,
      `${file}-wal had the mode 0660: other users of this machine could read it. It is closed to them now`,
    ]);
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
    expect(closeToOthers(file)).toEqual([]);
  });

  it('need not be there yet', () => {
    expect(closeToOthers(join(folder, 'none.sqlite'))).toEqual([]);
  });
});
