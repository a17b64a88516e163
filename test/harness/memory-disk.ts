import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Containers often have 64 MB there, which the databases of two workers can fill. */
const NEEDED = 1024 ** 3;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= NEEDED;
  } catch {
    return false;
  }
}

/**
 * Moves the temporary directory of the test run to memory, where the machine has it: every transaction of a test is
 * synced to the disk, and the tests would spend a fifth of their time on that. The workers start later and inherit it.
 */
export default function useMemoryDisk(): void {
  if (!hasRoom()) return;
  const directory = mkdtempSync(join(MEMORY, 'japm-tests-'));
  process.env.TMPDIR = directory;
  process.once('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  // Without a handler a signal ends the process with no 'exit', and the directory would stay in memory.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
