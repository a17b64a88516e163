import type { Command } from 'commander';
import type { CommandDeps } from '#platform/cli/command';
import { jsonText } from '#platform/cli/output';

interface VerifyCommandOptions {
  readonly key?: string;
  readonly since: readonly string[];
  readonly json?: boolean;
}

/** `japm verify` */
export function registerVerify(program: Command, deps: CommandDeps): void {
  program
    .command('verify')
    .summary('recompute the audit log and say whether it is valid')
    .description(
      'Recomputes the audit log from the rows of the configured database, also while the server runs, and names what was changed, removed or cut off.',
    )
    .option('--key <key>', 'public key of the log, or a file with it (GET /api/audit/log/key, or PEM); default: the configured key')
    .option(
      '--since <file>',
      'a checkpoint of this log that was kept elsewhere; may be given several times',
      (file, files: string[]) => [...files, file],
      [],
    )
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', '\nExit codes: 0 valid, 1 not valid, 2 could not be checked.')
    .action((options: VerifyCommandOptions) => runVerify(options, deps));
}

async function runVerify({ key, since, json }: VerifyCommandOptions, deps: CommandDeps): Promise<void> {
  const { performVerify } = await import('#contexts/audit/log/adapters/cli/perform-verify');
  const { result, lines } = await performVerify({ key, since }, deps.output);
  for (const line of json ? [jsonText(result)] : lines) deps.output.out(line);
  if (result.verdict !== 'valid') deps.exitWith(1);
}
