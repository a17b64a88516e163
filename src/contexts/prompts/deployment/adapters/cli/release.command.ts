import { connect, projectIdOf, projectOptions } from '#platform/cli/api-command';
import { type RegisterCommand, UsageError } from '#platform/cli/command';
import type { ReleaseOptions } from './perform-release';

const DESCRIPTION = [
  'Brings a version to an environment by the rules of that environment. Where pointers move freely it moves the pointer at once.',
  'Where releases need approval it requests a deployment, or finds the one that was requested before, and tells what is awaited;',
  'with --deploy it carries an approved one out. It can be repeated at any point.',
].join(' ');

/** `japm release PROMPT VERSION --environment NAME` */
export const registerRelease: RegisterCommand = (program, deps) => {
  const command = program.command('release').summary('bring a version of a prompt to an environment').description(DESCRIPTION);
  projectOptions(command.argument('<prompt>', 'slug').argument('<version>', 'tag'))
    .requiredOption('-e, --environment <name>', 'name or id of the environment')
    .option('--request', 'request a deployment also where the rules ask for no approval')
    .option('--deploy', 'carry the approved deployment out; ends with 7 while approvals are missing')
    .option('--name <name>', 'name of the requested deployment')
    .option('-m, --message <text>', 'why; approvers read it')
    .option('--break-glass <reason>', 'override the rules in an emergency; recorded as a critical risk')
    .option('-y, --yes', 'do not ask before the environment changes; needed without a terminal')
    .action(async (promptId: string, versionTag: string, options: ReleaseOptions) => {
      if (options.breakGlass !== undefined && (options.request ?? options.deploy) !== undefined)
        throw new UsageError('--break-glass releases at once; --request and --deploy have no meaning with it');
      const projectId = projectIdOf(options, deps);
      const { performRelease } = await import('#contexts/prompts/deployment/adapters/cli/perform-release');
      await performRelease(
        await connect(options, deps),
        { projectId, promptId, versionTag, environmentId: options.environment },
        options,
        deps,
      );
    });
};
