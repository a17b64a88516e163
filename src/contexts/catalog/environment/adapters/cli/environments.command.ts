import type { Command } from 'commander';
import { commandGroup, connect, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import type { CommandDeps, RegisterCommand } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { jsonLine } from '#platform/cli/output';
import { printFields, timeOf } from '#platform/cli/table';
import { ENVIRONMENT_LIST } from '../../application/environment-repository.port';

const ENVIRONMENT = '/api/projects/{projectId}/environments/{environmentId}';

/** `japm environments list|show|create` */
export const registerEnvironments: RegisterCommand = (program, deps) => {
  const environments = commandGroup(program, 'environments', 'the targets of releases');
  listOptions(projectOptions(environments.command('list').summary('list the environments of a project')), ENVIRONMENT_LIST).action(
    async (options: ListOptions) => {
      const request = listRequest(options, ENVIRONMENT_LIST);
      const path = { projectId: projectIdOf(options, deps) };
      const pages = (await connect(options, deps)).pages('/api/projects/{projectId}/environments', { path }, request);
      await printList(
        pages,
        [
          { head: 'ENVIRONMENT', of: ({ name }) => name, givesWay: 'late' },
          { head: 'DESCRIPTION', of: ({ description }) => description, givesWay: 'early' },
          'id',
        ],
        { none: 'The project has no environments.', ...options },
        deps,
      );
    },
  );
  registerShow(environments, deps);
  projectOptions(environments.command('create').summary('create an environment, without release rules').argument('<name>'))
    .option('--description <text>', 'what it is for')
    .action(async (name: string, options: ProjectOptions & { readonly description?: string }) => {
      const path = { projectId: projectIdOf(options, deps) };
      const body = { name, description: options.description };
      const created = await (await connect(options, deps)).create('/api/projects/{projectId}/environments', { path, body });
      printFields(deps.output, created, ['name', 'description', 'id'], options.json);
    });
};

function registerShow(environments: Command, deps: CommandDeps): void {
  projectOptions(environments.command('show').summary('show an environment and its release rules').argument('<environment>', 'name or id'))
    .addHelpText('after', '\nWith --json the first line is the environment, the second one its rules.')
    .action(async (environmentId: string, options: ProjectOptions) => {
      const path = { projectId: projectIdOf(options, deps), environmentId };
      const api = await connect(options, deps);
      const [environment, rules] = await Promise.all([
        api.get(ENVIRONMENT, { path }),
        api.get('/api/projects/{projectId}/environments/{environmentId}/rules', { path }),
      ]);
      if (options.json === true) {
        for (const each of [environment, rules]) deps.output.out(jsonLine(each));
        return;
      }
      const { approvalRequired, approvals, establishedApprovers, excludedApprovers, freezeWindows, after, changesNeedApproval, pending } =
        rules;
      const fields = [
        { head: 'created', of: () => timeOf(environment.createdAt) },
        { head: 'pointers move', of: () => (approvalRequired ? 'by approved deployments only' : 'by hand or by deployments') },
        { head: 'approvals', of: () => approvals },
        { head: 'approvers', of: () => (establishedApprovers ? 'established ones only' : 'any but the requester') },
        { head: 'excluded approvers', of: () => excludedApprovers.length },
        { head: 'versions first in', of: () => after ?? 'any environment' },
        {
          head: 'changes of rules',
          of: () => (pending ? 'one waits for its confirmation' : changesNeedApproval ? 'need a second person' : 'free'),
        },
        ...freezeWindows.map((window, index) => ({ head: `freeze ${String(index + 1)}`, of: () => freezeOf(window) })),
      ];
      printFields(deps.output, environment, ['name', 'description', 'id', ...fields]);
    });
}

interface Freeze {
  readonly days: readonly string[] | null;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly reason: string;
}

const freezeOf = ({ days, from, to, timeZone, reason }: Freeze): string =>
  `${days ? `${days.join(', ')} ` : ''}${from} to ${to} ${timeZone}: ${reason}`;
