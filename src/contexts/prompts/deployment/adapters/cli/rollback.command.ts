import { connect, projectIdOf, projectOptions } from '#platform/cli/api-command';
import type { RegisterCommand } from '#platform/cli/command';
import type { RollbackOptions } from './perform-rollback';

const DESCRIPTION = [
  'Brings a whole environment back to where it stood right after an earlier deployment, with everything that moved since.',
  'To serve an earlier version of one prompt, use japm release.',
].join(' ');

/** `japm rollback --environment NAME` */
export const registerRollback: RegisterCommand = (program, deps) => {
  projectOptions(program.command('rollback').summary('bring an environment back to an earlier deployment').description(DESCRIPTION))
    .requiredOption('-e, --environment <name>', 'name or id of the environment')
    .option('--to <deployment>', 'id of the deployment to go back to; default: the one before the newest')
    .option('-y, --yes', 'do not ask before the environment changes; needed without a terminal')
    .action(async (options: RollbackOptions) => {
      const projectId = projectIdOf(options, deps);
      const { performRollback } = await import('#contexts/prompts/deployment/adapters/cli/perform-rollback');
      await performRollback(await connect(options, deps), projectId, options, deps);
    });
};
