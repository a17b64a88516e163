import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const passwordFile = (dataDir: string): string => join(dataDir, 'administrator-password');

/** Writes a generated password to a file that only its owner can read. The log never has it. */
export async function keepPassword(dataDir: string, password: string): Promise<void> {
  const file = passwordFile(dataDir);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
}
