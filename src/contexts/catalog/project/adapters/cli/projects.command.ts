import { type ApiCommandOptions, apiOptions, commandGroup, connect } from '#platform/cli/api-command';
import type { RegisterCommand } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { printFields, timeOf } from '#platform/cli/table';
import { PROJECT_LIST } from '../../application/project-repository.port';

/** `japm projects list|show` */
export const registerProjects: RegisterCommand = (program, deps) => {
  const projects = commandGroup(program, 'projects', 'the workspaces of a tenant');
  listOptions(apiOptions(projects.command('list').summary('list the projects one may see')), PROJECT_LIST).action(
    async (options: ListOptions) => {
      const request = listRequest(options, PROJECT_LIST);
      const pages = (await connect(options, deps)).pages('/api/projects', {}, request);
      await printList(
        pages,
        [
          { head: 'PROJECT', of: (each) => each.id, givesWay: 'late' },
          { head: 'NAME', of: (each) => each.name, givesWay: 'early' },
          { head: 'ENVIRONMENTS', of: (each) => each.environments.map(({ name }) => name), givesWay: 'early' },
          { head: 'OWNER', of: (each) => each.owner.email, givesWay: 'early' },
        ],
        { none: 'There are no projects.', ...options },
        deps,
      );
    },
  );
  apiOptions(projects.command('show').summary('show a project').argument('<project>', 'slug')).action(
    async (projectSlug: string, options: ApiCommandOptions) => {
      const project = await (await connect(options, deps)).get('/api/projects/{projectSlug}', { path: { projectSlug } });
      const times = [
        { head: 'createdAt', of: () => timeOf(project.createdAt) },
        { head: 'updatedAt', of: () => timeOf(project.updatedAt) },
      ];
      printFields(deps.output, project, ['id', 'name', 'description', 'requiredLanguages', 'ownerUserId', ...times], options.json);
    },
  );
};
