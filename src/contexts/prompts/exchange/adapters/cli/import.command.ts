import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ApiOptions, type ApiSettings, apiSettings } from '#platform/cli/api-settings';
import { jsonLine } from '#platform/cli/output';
import { type CommandDeps, UsageError } from '#platform/cli/command';
import { projectName } from './folder-options';

interface ImportOptions extends ApiOptions {
  readonly project: string;
  readonly language: string;
  readonly json?: boolean;
}

const INTERRUPTED = 130;

/** Implements `japm import FILE --project P`, and `japm import DIR --project P` for a folder that `japm export` wrote. */
export function registerImport(program: Command, deps: CommandDeps): void {
  program
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
    .requiredOption('-p, --project <name>', 'project; created when it is missing')
    .option('-l, --language <code>', 'language of the texts of a file', (code) => code.trim(), 'en-US')
    .option('--url <address>', 'address of the server; default: JAPM_URL, the last japm login, or http://127.0.0.1:3000')
    .option('--email <address>', 'e-mail to log in with (JAPM_EMAIL), instead of the token in JAPM_TOKEN')
    .option('--password <password>', 'password; prefer JAPM_PASSWORD, because other users of this machine may see arguments')
    .option('--json', 'print one JSON document a line, as it happens; the last one has the counts')
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const hasLanguage = command.getOptionValueSource('language') !== 'default';
      if (hasLanguage && (await isFolder(file))) throw new UsageError('--language is for files; in a folder each text says its own');
      await runImport(file, options, deps);
    });
}

async function runImport(file: string, options: ImportOptions, deps: CommandDeps): Promise<void> {
  projectName(options.project);
  if (options.language.length < 2 || options.language.length > 10)
    throw new UsageError(`'${options.language}' is not a language code (2 to 10 characters)`);
  const settings = apiSettings(options, deps.env);
  const interrupt = new AbortController();
  const onSignal = (): void => {
    interrupt.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    if (await isFolder(file)) {
      await runFolderImport(file, options, settings, deps, interrupt.signal);
      return;
    }
    const { performImport } = await import('#contexts/prompts/exchange/adapters/cli/perform-import');
    const { report, lines } = await performImport(file, options, settings, deps.output, interrupt.signal);
    for (const line of lines) deps.output.out(line);
    if (interrupt.signal.aborted) deps.exitWith(INTERRUPTED);
    else if (report.stopped !== null || report.failed.length > 0) deps.exitWith(1);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function runFolderImport(
  dir: string,
  { project, json }: ImportOptions,
  settings: ApiSettings,
  deps: CommandDeps,
  signal: AbortSignal,
): Promise<void> {
  const { performFolderImport } = await import('#contexts/prompts/exchange/adapters/cli/perform-folder');
  const { folderDocument, folderSummary } = await import('#contexts/prompts/exchange/adapters/cli/folder-summary');
  const report = await performFolderImport(dir, project, settings, deps.output, { signal, json: json === true });
  for (const line of json === true ? [jsonLine(folderDocument(report))] : folderSummary(report)) deps.output.out(line);
  if (report.interrupted) deps.exitWith(INTERRUPTED);
  else if (report.conflicts.length > 0) deps.exitWith(1);
}
