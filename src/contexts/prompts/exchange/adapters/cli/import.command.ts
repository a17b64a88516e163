import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ProjectOptions, projectNameOf, projectOptions } from '#platform/cli/api-command';
import { type ApiSettings, apiSettings } from '#platform/cli/api-settings';
import { jsonLine } from '#platform/cli/output';
import { type CommandDeps, UsageError } from '#platform/cli/command';
import { EXIT } from '#platform/cli/exit-codes';
import { passwordOption } from './password-option';

interface ImportOptions extends ProjectOptions {
  readonly language: string;
}

/** Implements `japm import FILE --project P`, and `japm import DIR --project P` for a folder that `japm export` wrote. */
export function registerImport(program: Command, deps: CommandDeps): void {
  const command = program
    .command('import')
    .summary('bring a file or folder of prompts into a project')
    .description(
      'Brings the prompts of a file into a project, each with an active version, or those of a folder of japm export as they are. ' +
        'A rerun changes only what differs.',
    )
    .argument(
      '<file>',
      'a .csv file with the columns act, prompt and perhaps slug, a .json file with [{"act", "prompt"}], or a folder of japm export',
    )
    .option('-l, --language <code>', 'language of the texts of a file', (code) => code.trim(), 'en-US')
    .addHelpText('after', '\nA project that does not exist is created. With --json the last line has the counts.');
  passwordOption(projectOptions(command)).action(async (file: string, options: ImportOptions) => {
    const hasLanguage = command.getOptionValueSource('language') !== 'default';
    if (hasLanguage && (await isFolder(file))) throw new UsageError('--language is for files; in a folder each text says its own');
    await runImport(file, options, deps);
  });
}

async function runImport(file: string, options: ImportOptions, deps: CommandDeps): Promise<void> {
  const request = { ...options, project: projectNameOf(options, deps.env) };
  if (options.language.length < 2 || options.language.length > 10)
    throw new UsageError(`'${options.language}' is not a language code (2 to 10 characters)`);
  const settings = apiSettings(options, deps.env);
  const signal = deps.interruption();
  if (await isFolder(file)) {
    await runFolderImport(file, request, settings, deps, signal);
    return;
  }
  const { performImport } = await import('#contexts/prompts/exchange/adapters/cli/perform-import');
  const { report, lines } = await performImport(file, request, settings, deps.output, signal);
  for (const line of lines) deps.output.out(line);
  if (signal.aborted) deps.exitWith(EXIT.interrupted);
  else if (report.stopped !== null || report.failed.length > 0) deps.exitWith(EXIT.failed);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function runFolderImport(
  dir: string,
  { project, json }: { readonly project: string; readonly json?: boolean },
  settings: ApiSettings,
  deps: CommandDeps,
  signal: AbortSignal,
): Promise<void> {
  const { performFolderImport } = await import('#contexts/prompts/exchange/adapters/cli/perform-folder');
  const { folderDocument, folderSummary } = await import('#contexts/prompts/exchange/adapters/cli/folder-summary');
  const report = await performFolderImport(dir, project, settings, deps.output, { signal, json: json === true });
  for (const line of json === true ? [jsonLine(folderDocument(report))] : folderSummary(report)) deps.output.out(line);
  if (report.interrupted) deps.exitWith(EXIT.interrupted);
  else if (report.conflicts.length > 0) deps.exitWith(EXIT.failed);
}
