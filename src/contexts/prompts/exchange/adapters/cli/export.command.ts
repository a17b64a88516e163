import type { Command } from 'commander';
import { type ApiCommandOptions, apiOptions, projectNameOf } from '#platform/cli/api-command';
import { apiSettings } from '#platform/cli/api-settings';
import type { CommandDeps } from '#platform/cli/command';
import { counted } from '#platform/cli/counted';
import { jsonLine } from '#platform/cli/output';
import { passwordOption } from './password-option';

interface ExportOptions extends ApiCommandOptions {
  readonly out: string;
}

/** Implements `japm export PROJECT --out DIR`. */
export function registerExport(program: Command, deps: CommandDeps): void {
  const command = program
    .command('export')
    .summary('write the prompts of a project to a folder')
    .description(
      'Writes the prompts of a project, with versions, translations and assets, as Markdown with YAML to a folder for Git. ' +
        'The same prompts give the same bytes.',
    )
    .argument('[project]', 'name or slug of the project; default: JAPM_PROJECT')
    .requiredOption('-o, --out <folder>', 'an empty folder, or one of an earlier export, which is replaced');
  passwordOption(apiOptions(command)).action(async (name: string | undefined, options: ExportOptions) => {
    const project = projectNameOf({ ...(name !== undefined && { project: name }) }, deps.env);
    const settings = apiSettings(options, deps.env);
    const { performExport } = await import('#contexts/prompts/exchange/adapters/cli/perform-folder');
    const prompts = await performExport(project, options.out, settings, deps.output);
    deps.output.out(
      options.json === true
        ? jsonLine({ project, prompts })
        : `${counted(prompts, 'prompt')} of ${project} ${prompts === 1 ? 'is' : 'are'} in ${options.out}`,
    );
  });
}
