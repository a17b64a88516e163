import type { Command } from 'commander';
import { commandGroup, connect, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import type { CommandDeps, RegisterCommand } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { jsonLine } from '#platform/cli/output';
import { printFields } from '#platform/cli/table';
import { DEPLOYMENT_LIST } from '../../application/deployment-repository.port';
import { printDeployment, readPreview, statusStyle, tellAwaited } from './deployment-view';

interface CloseOptions extends ProjectOptions {
  readonly reason?: string;
}

const BASE = '/api/projects/{projectId}/deployments';
const ENVIRONMENT = '/api/projects/{projectId}/environments/{environmentId}';

/** `japm deployments list|show|cancel|reject` */
export const registerDeployments: RegisterCommand = (program, deps) => {
  const deployments = commandGroup(program, 'deployments', 'requests for releases');
  listOptions(projectOptions(deployments.command('list').summary('list deployments, the newest request first')), DEPLOYMENT_LIST, [
    'environmentId',
  ])
    .option('-e, --environment <name>', 'only those of this environment')
    .action(async (options: ListOptions & { readonly environment?: string }) => {
      const request = listRequest(options, DEPLOYMENT_LIST);
      const projectId = projectIdOf(options, deps);
      const api = await connect(options, deps);
      const { environment } = options;
      const environmentId = environment && (await api.get(ENVIRONMENT, { path: { projectId, environmentId: environment } })).id;
      const pages = api.pages(BASE, { path: { projectId } }, { ...request, query: { ...request.query, environmentId } });
      await printList(
        pages,
        [
          { head: 'ID', of: (each) => each.id },
          { head: 'STATUS', of: (each) => each.status, style: statusStyle },
          { head: 'ENVIRONMENT', of: (each) => each.environmentName, givesWay: 'early' },
          { head: 'NAME', of: (each) => each.name, givesWay: 'early' },
          { head: 'BY', of: (each) => each.requestedByName, givesWay: 'early' },
        ],
        { none: 'There are no such deployments.', ...options },
        deps,
      );
    });
  registerShow(deployments, deps);
  registerCloses(deployments, deps);
};

function registerShow(deployments: Command, deps: CommandDeps): void {
  projectOptions(deployments.command('show').summary('show a deployment and what it would move').argument('<deployment>', 'id')).action(
    async (deploymentId: string, options: ProjectOptions) => {
      const path = { projectId: projectIdOf(options, deps), deploymentId };
      const api = await connect(options, deps);
      const deployment = await api.get(`${BASE}/{deploymentId}`, { path });
      if (options.json === true) {
        deps.output.out(jsonLine(deployment));
        return;
      }
      const preview = await readPreview(api, path);
      printDeployment(deps, deployment, preview);
      tellAwaited(deps, preview);
    },
  );
}

function registerCloses(deployments: Command, deps: CommandDeps): void {
  const close = (name: 'cancel' | 'reject', summary: string): Command =>
    projectOptions(deployments.command(name).summary(summary).argument('<deployment>', 'id'));
  close('cancel', 'withdraw a deployment that is not carried out')
    .option('--reason <text>', 'why')
    .action(async (deploymentId: string, options: CloseOptions) => {
      const path = { projectId: projectIdOf(options, deps), deploymentId };
      const { reason } = options;
      const closed = await (await connect(options, deps)).postOnce(`${BASE}/{deploymentId}/cancel`, { path, body: { reason } });
      printFields(deps.output, closed, ['id', 'name', 'status', 'closeReason'], options.json);
    });
  close('reject', 'refuse a deployment of somebody else')
    .requiredOption('--reason <text>', 'why')
    .action(async (deploymentId: string, options: CloseOptions) => {
      const path = { projectId: projectIdOf(options, deps), deploymentId };
      const { reason = '' } = options;
      const closed = await (await connect(options, deps)).postOnce(`${BASE}/{deploymentId}/reject`, { path, body: { reason } });
      printFields(deps.output, closed, ['id', 'name', 'status', 'closeReason'], options.json);
    });
}
