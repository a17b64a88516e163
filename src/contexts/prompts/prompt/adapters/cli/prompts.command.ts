import type { Command } from 'commander';
import { commandGroup, connect, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import type { CommandDeps, RegisterCommand } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { jsonLine } from '#platform/cli/output';
import { printFields, printTable, timeOf } from '#platform/cli/table';
import { PROMPT_LIST } from '../../application/prompt-repository.port';
import { VERSION_COLUMNS } from './version-columns';

/** `japm prompts list|show` */
export const registerPrompts: RegisterCommand = (program, deps) => {
  const prompts = commandGroup(program, 'prompts', 'the texts of a project');
  listOptions(projectOptions(prompts.command('list').summary('list the prompts of a project')), PROMPT_LIST).action(
    async (options: ListOptions) => {
      const request = listRequest(options, PROMPT_LIST);
      const path = { projectId: projectIdOf(options, deps) };
      const pages = (await connect(options, deps)).pages('/api/projects/{projectId}/prompts', { path }, request);
      await printList(
        pages,
        [
          { head: 'PROMPT', of: (each) => each.id, givesWay: 'late' },
          { head: 'NAME', of: (each) => each.name, givesWay: 'early' },
          { head: 'TYPE', of: (each) => each.type },
          { head: 'NEWEST', of: (each) => each.versions[0]?.versionTag },
          { head: 'TAGS', of: (each) => each.tags.map(({ name }) => name), givesWay: 'early' },
          { head: 'CHANGED', of: (each) => timeOf(each.updatedAt) },
        ],
        { none: 'There are no such prompts.', ...options },
        deps,
      );
    },
  );
  registerShow(prompts, deps);
};

function registerShow(prompts: Command, deps: CommandDeps): void {
  projectOptions(prompts.command('show').summary('show a prompt and its versions').argument('<prompt>', 'slug')).action(
    async (id: string, options: ProjectOptions) => {
      const path = { projectId: projectIdOf(options, deps), id };
      const prompt = await (await connect(options, deps)).get('/api/projects/{projectId}/prompts/{id}', { path });
      if (options.json === true) {
        deps.output.out(jsonLine(prompt));
        return;
      }
      const fields = [
        { head: 'tags', of: () => prompt.tags.map(({ name }) => name) },
        { head: 'created', of: () => timeOf(prompt.createdAt) },
        { head: 'changed', of: () => timeOf(prompt.updatedAt) },
      ];
      printFields(deps.output, prompt, ['id', 'name', 'description', 'type', ...fields]);
      if (prompt.versions.length === 0) return;
      deps.output.out('');
      printTable(deps.output, prompt.versions, [
        ...VERSION_COLUMNS,
        { head: 'IN', of: (each) => each.activeInEnvironments.map(({ name }) => name), givesWay: 'early' },
      ]);
    },
  );
}
