import { commandGroup, connect, projectIdOf, projectOptions } from '#platform/cli/api-command';
import type { RegisterCommand } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { timeOf } from '#platform/cli/table';
import { POINTER_LIST } from '../../application/pointer-repository.port';

/** `japm pointers list`: what an environment serves. */
export const registerPointers: RegisterCommand = (program, deps) => {
  const pointers = commandGroup(program, 'pointers', 'which version of each prompt an environment serves');
  const list = pointers.command('list').summary('list what an environment serves');
  listOptions(projectOptions(list), POINTER_LIST)
    .requiredOption('-e, --environment <name>', 'name or id of the environment')
    .action(async (options: ListOptions & { readonly environment: string }) => {
      const request = listRequest(options, POINTER_LIST);
      const path = { projectId: projectIdOf(options, deps), environmentId: options.environment };
      const api = await connect(options, deps);
      const pages = api.pages('/api/projects/{projectId}/environments/{environmentId}/pointers', { path }, request);
      await printList(
        pages,
        [
          { head: 'PROMPT', of: (each) => each.promptId, givesWay: 'late' },
          { head: 'VERSION', of: (each) => each.versionTag },
          { head: 'SINCE', of: (each) => timeOf(each.movedAt) },
          { head: 'BY', of: (each) => each.movedBy, givesWay: 'early' },
        ],
        { none: `${options.environment} serves nothing.`, ...options },
        deps,
      );
    });
};
