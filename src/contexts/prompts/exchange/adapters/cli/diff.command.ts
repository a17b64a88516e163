import type { Command } from 'commander';
import { type ProjectOptions, projectNameOf, projectOptions } from '#platform/cli/api-command';
import { apiSettings } from '#platform/cli/api-settings';
import { jsonLine } from '#platform/cli/output';
import { type CommandDeps, UsageError } from '#platform/cli/command';
import { DomainError } from '#shared/errors';
import { passwordOption } from './password-option';

interface DiffOptions extends ProjectOptions {
  readonly text?: boolean;
}

/** Implements `japm diff DIR --project P`. */
export function registerDiff(program: Command, deps: CommandDeps): void {
  const command = program
    .command('diff')
    .summary('show what the import of a folder would change')
    .description(
      'Compares a folder of japm export with a project and lists what japm import would do. Ends with 0 when that is nothing, 1 when it is anything, 2 when they can not be compared. What only the project has is listed, stays, and is no difference.',
    )
    .argument('<folder>', 'a folder that japm export has written')
    .option('--text', 'show how texts differ, as diff -u does');
  passwordOption(projectOptions(command)).action(async (folder: string, options: DiffOptions) => {
    const project = projectNameOf(options, deps.env);
    const settings = apiSettings(options, deps.env);
    const { performDiff } = await import('#contexts/prompts/exchange/adapters/cli/perform-folder');
    const { differenceLines } = await import('#contexts/prompts/exchange/adapters/cli/folder-summary');
    const withTexts = options.text === true;
    const difference = await performDiff(folder, project, withTexts, settings).catch((error: unknown) => {
      // The exit code of a failure is 2, because 1 says that there is a difference.
      throw error instanceof DomainError ? new UsageError(error.message) : error;
    });
    for (const line of options.json === true ? [jsonLine(difference)] : differenceLines(difference)) deps.output.out(line);
    if (difference.changes.length + difference.conflicts.length > 0) deps.exitWith(1);
  });
}
