import { chmodSync, existsSync, statSync } from 'node:fs';

const OTHERS = 0o077;

/**
 * Removes the access of other users of the machine to the files of an embedded database, which an earlier start or a copy left open. They contain
 * password hashes, prompts and salts. Returns sentences about the changes, for the log.
 */
export function closeToOthers(databaseFile: string): string[] {
  if (process.platform === 'win32') return [];
  const files = ['', '-wal', '-shm', '.server-lock', '.migrate-lock'].map((ending) => databaseFile + ending);
  return files.filter((file) => existsSync(file)).flatMap(closed);
}

function closed(file: string): string[] {
  const mode = statSync(file).mode & 0o777;
  if ((mode & OTHERS) === 0) return [];
  const found = `${file} had the mode 0${mode.toString(8)}: other users of this machine could read it`;
  try {
    chmodSync(file, mode & ~OTHERS);
    return [`${found}. It is closed to them now`];
  } catch (error) {
    return [`${found}, and still can (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`];
  }
}
