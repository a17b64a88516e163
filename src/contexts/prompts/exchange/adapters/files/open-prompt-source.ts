import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { UsageError } from '#platform/cli/command';
import { Invalid } from '#shared/errors';
import type { PromptSource } from '../../application/prompt-source.port';
import { CsvPromptSource } from './csv-prompt-source';
import { JsonPromptSource } from './json-prompt-source';

/** Opens a file of prompts by its extension. Throws UsageError for other files. */
export async function openPromptSource(file: string): Promise<PromptSource> {
  const found = await stat(file).catch((error: unknown) => {
    throw new UsageError(`can't open ${file}: ${isMissing(error) ? 'there is no such file' : String(error)}`);
  });
  if (found.isDirectory()) throw new UsageError(`${file} is a folder; give a .csv or .json file`);
  try {
    const extension = extname(file).toLowerCase();
    if (extension === '.csv') return await CsvPromptSource.open(file);
    if (extension === '.json') return await JsonPromptSource.open(file);
  } catch (error) {
    throw error instanceof Invalid ? new UsageError(error.message) : error;
  }
  throw new UsageError(`${file} is neither a .csv nor a .json file`);
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
