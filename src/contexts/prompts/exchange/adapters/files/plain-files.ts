import { constants } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '#platform/cli/command';
import { FileFault, invalidFiles } from './file-fault';

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Reads a file of the folder as text; null if there is none. It follows no links, because an import reads only what is in the folder. */
export async function readPlainFile(dir: string, path: string): Promise<string | null> {
  const content = await contentOf(dir, path);
  if (content instanceof FileFault) throw invalidFiles([content.at(path)]);
  return content;
}

async function contentOf(dir: string, path: string): Promise<string | FileFault | null> {
  const file = join(dir, path);
  const found = await lstat(file).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw unreadable(file, error);
  });
  if (found === null) return null;
  if (!found.isFile()) return new FileFault('is no plain file');
  if (found.size > constants.MAX_STRING_LENGTH) return new FileFault(`has ${String(found.size)} bytes, more than can be read`);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  return textOf(bytes);
}

/**
 * Lists the files below a folder by their path in it, without hidden ones. For entries that are not plain text files it gives the reason.
 */
export async function readTree(dir: string, root: string): Promise<Map<string, string | FileFault>> {
  const files = new Map<string, string | FileFault>();
  const walk = async (path: string): Promise<void> => {
    const entries = await readdir(join(dir, root, path), { withFileTypes: true }).catch((error: unknown) => {
      throw unreadable(join(dir, root, path), error);
    });
    for (const { name, ...entry } of entries.filter((each) => !each.name.startsWith('.')).map(plainly)) {
      if (entry.isFolder) await walk(`${path}${name}/`);
      else files.set(`${path}${name}`, (await contentOf(dir, `${root}/${path}${name}`)) ?? new FileFault('is missing'));
    }
  };
  await walk('');
  return files;
}

const plainly = (entry: Dirent): { readonly name: string; readonly isFolder: boolean } => ({
  name: entry.name,
  isFolder: entry.isDirectory(),
});

function textOf(bytes: Buffer): string | FileFault {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new FileFault('is not UTF-8');
  }
}

const unreadable = (file: string, error: unknown): UsageError =>
  new UsageError(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
