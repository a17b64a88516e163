import type { Command } from 'commander';
import { apiSettings } from '#platform/cli/api-settings';
import type { CommandDeps } from '#platform/cli/command';
import { folderOptions, type FolderOptions } from './folder-options';

interface DiffOptions extends FolderOptions {
  readonly project: string;
}

/** `japm diff DIR --project P` */
export function registerDiff(program: Command, deps: CommandDeps): void {
  const command = program
    .command('diff')
    .summary('show what the import of a folder would change')
    .description('Compares a folder of japm export with a project and lists what japm import would do. Ends with 1 when that is anything.')
    .argument('<folder>', 'a folder that japm export has written')
    .requiredOption('-p, --project <name>', 'project');
  folderOptions(command).action(async (folder: string, options: DiffOptions) => {
    const settings = apiSettings(options, deps.env);
    const { performDiff } = await import('#contexts/prompts/exchange/adapters/cli/perform-folder');
    const difference = await performDiff(folder, options.project, settings);
    const { changes, conflicts, extra } = difference;
    if (options.json === true) deps.output.out(JSON.stringify(difference, null, 2));
    else
      for (const line of [
        ...changes.map((each) => `  ${each}`),
        ...conflicts.map((each) => `! ${each}`),
        ...extra.map((each) => `= only in the project: ${each}`),
        `${String(changes.length)} changes, ${String(conflicts.length)} conflicts`,
      ])
        deps.output.out(line);
    if (changes.length + conflicts.length > 0) deps.exitWith(1);
  });
}
