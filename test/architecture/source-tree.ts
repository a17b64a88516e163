import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export interface SourceFile {
  /** From the top of the repository, with slashes: `src/shared/errors.ts`. */
  readonly path: string;
  readonly text: string;
}

const ROOT = resolve(__dirname, '../..');

/** Our own TypeScript below a folder of the repository; what tsoa generates is not ours. */
export function sourcesOf(folder: string): SourceFile[] {
  const top = join(ROOT, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('generated'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(ROOT, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
