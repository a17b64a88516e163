import { connect, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import type { RegisterCommand } from '#platform/cli/command';
import { variableOptions, type VariableOptions, variablesOf } from '#platform/cli/variables';

interface ExecuteOptions extends ProjectOptions, VariableOptions {
  readonly model: string;
  readonly language?: string;
}

const DESCRIPTION = [
  'Sends the text of a prompt to a model of the project and prints the response as it comes.',
  'The audit log records that it happened, never texts or values.',
].join(' ');

/** `japm execute PROMPT [VERSION] --model NAME` */
export const registerExecute: RegisterCommand = (program, deps) => {
  const command = program.command('execute').summary('send a prompt to a model and print its response').description(DESCRIPTION);
  variableOptions(projectOptions(command.argument('<prompt>', 'slug').argument('[version]', 'tag; default: the newest active version')))
    .requiredOption('-m, --model <name>', 'name or id of an AI model of the project')
    .option('-l, --language <code>', 'language of the text')
    .action(async (promptId: string, versionTag: string | undefined, options: ExecuteOptions) => {
      const { model, language: languageCode, json } = options;
      const request = { projectId: projectIdOf(options, deps), promptId, versionTag, languageCode, variables: await variablesOf(options) };
      const { performExecution } = await import('#contexts/prompts/execution/adapters/cli/perform-execution');
      await performExecution(await connect(options, deps, MODELS_ARE_SLOW), { ...request, model }, { json: json === true }, deps);
    });
};

const MODELS_ARE_SLOW = { requestTimeoutMs: 600_000 };
