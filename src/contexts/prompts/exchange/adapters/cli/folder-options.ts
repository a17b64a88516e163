import type { Command } from 'commander';
import type { ApiOptions } from '#platform/cli/api-settings';
import { UsageError } from '#platform/cli/command';
import { hasLetterOrDigit, slugOf } from '#shared/slug';

export interface FolderOptions extends ApiOptions {
  readonly json?: boolean;
}

/** The options that every command with a project's folder has. */
export const folderOptions = (command: Command): Command =>
  command
    .option('--url <address>', 'address of the server; default: JAPM_URL, the last japm login, or http://127.0.0.1:3000')
    .option('--email <address>', 'e-mail to log in with (JAPM_EMAIL), instead of the token in JAPM_TOKEN')
    .option('--password <password>', 'password; prefer JAPM_PASSWORD, because other users of this machine may see arguments')
    .option('--json', 'print the result as one JSON document');

/** Returns the name unchanged, unless no project can have it. Earlier releases made projects that are called `-` and `_`. */
export function projectName(name: string): string {
  if (slugOf(name) !== name && !hasLetterOrDigit(slugOf(name)))
    throw new UsageError(`'${name}' is not a project name: it needs a Latin letter or a digit`);
  return name;
}
