import { connect, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import type { RegisterCommand } from '#platform/cli/command';
import { jsonLine } from '#platform/cli/output';
import { printDeployment, readPreview, tellAwaited } from './deployment-view';

/** `japm approve DEPLOYMENT` */
export const registerApprove: RegisterCommand = (program, deps) => {
  projectOptions(program.command('approve').summary('approve a deployment of somebody else').argument('<deployment>', 'id'))
    .description('Approves a deployment that somebody else requested. japm deployments show tells before what it would move.')
    .action(async (deploymentId: string, options: ProjectOptions) => {
      const path = { projectId: projectIdOf(options, deps), deploymentId };
      const api = await connect(options, deps);
      const deployment = await api.putOnce('/api/projects/{projectId}/deployments/{deploymentId}/approve', { path });
      const preview = await readPreview(api, path);
      if (options.json === true) deps.output.out(jsonLine(deployment));
      else printDeployment(deps, deployment, preview);
      tellAwaited(deps, preview);
    });
};
