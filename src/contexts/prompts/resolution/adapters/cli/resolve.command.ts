import { connect, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import { type RegisterCommand, UsageError } from '#platform/cli/command';
import { jsonLine, printText } from '#platform/cli/output';
import { variableOptions, type VariableOptions, variablesOf } from '#platform/cli/variables';

interface ResolveOptions extends ProjectOptions, VariableOptions {
  readonly environment?: string;
  readonly language?: string;
  readonly asOf?: string;
  readonly strict?: boolean;
}

const DESCRIPTION = [
  'Prints the final text of a version of a prompt, or of the one that an environment serves.',
  'Missing, unknown and mistyped values are errors. A pipe gets the text byte for byte.',
].join(' ');

/** Implements `japm resolve PROMPT [VERSION]`. */
export const registerResolve: RegisterCommand = (program, deps) => {
  const command = program.command('resolve').summary('print the final text of a prompt').description(DESCRIPTION);
  variableOptions(projectOptions(command.argument('<prompt>', 'slug').argument('[version]', 'tag')))
    .option('-e, --environment <name>', 'the version that this environment serves')
    .option('-l, --language <code>', 'language of the text')
    .option('--as-of <time>', 'the text as it was at this time (2031-01-31T09:30:00Z), or at the end of this date in UTC')
    .option('--strict', 'fail where a text does not exist in the language, instead of using its own language')
    .action(async (promptId: string, version: string | undefined, options: ResolveOptions) => {
      const { environment, language, asOf, strict } = options;
      if ((version === undefined) === (environment === undefined)) throw new UsageError('give either a version or --environment');
      const path = { projectId: projectIdOf(options, deps), promptId };
      const body = { variables: await variablesOf(options), version, environment, language };
      const api = await connect(options, deps);
      const resolved = await api.ask('/api/projects/{projectId}/prompts/{promptId}/resolve', { path, query: { strict, asOf }, body });
      if (resolved.language.fallback)
        deps.output.err(`No text in ${language ?? 'this language'}: the one in ${resolved.language.served} is shown.`);
      if (options.json === true) deps.output.out(jsonLine(resolved));
      else printText(deps.output, resolved.text);
    });
};
