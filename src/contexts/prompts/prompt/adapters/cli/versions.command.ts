import type { Command } from 'commander';
import { commandGroup, connect, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import type { CommandDeps, RegisterCommand } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { jsonLine, printText } from '#platform/cli/output';
import { printFields, printTable, timeOf } from '#platform/cli/table';
import { VERSION_LIST } from '../../application/version-repository.port';
import { VERSION_COLUMNS } from './version-columns';

interface ShowOptions extends ProjectOptions {
  readonly text?: boolean;
}

/** An entry has the whole text, which may be long. */
const VERSIONS_A_PAGE = 50;

/** `japm versions list|show` */
export const registerVersions: RegisterCommand = (program, deps) => {
  const versions = commandGroup(program, 'versions', 'the states of a prompt');
  const list = versions.command('list').summary('list the versions of a prompt').argument('<prompt>', 'slug');
  listOptions(projectOptions(list), VERSION_LIST).action(async (promptId: string, options: ListOptions) => {
    const request = listRequest(options, VERSION_LIST);
    const path = { projectId: projectIdOf(options, deps), promptId };
    const api = await connect(options, deps);
    const pages = api.pages('/api/projects/{projectId}/prompts/{promptId}/versions', { path }, { ...request, pageSize: VERSIONS_A_PAGE });
    await printList(pages, VERSION_COLUMNS, { none: 'There are no such versions.', ...options }, deps);
  });
  registerShow(versions, deps);
};

function registerShow(versions: Command, deps: CommandDeps): void {
  const show = versions.command('show').summary('show a version and its text').argument('<prompt>', 'slug');
  projectOptions(show.argument('[version]', 'tag; default: the newest version, in any status', 'latest'))
    .option('--text', 'print its text and nothing else')
    .action(async (promptId: string, versionTag: string, options: ShowOptions) => {
      const path = { projectId: projectIdOf(options, deps), promptId, versionTag };
      const api = await connect(options, deps);
      const version = await api.get('/api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}', { path });
      const { output } = deps;
      if (options.text === true) {
        printText(output, version.promptText);
        return;
      }
      if (options.json === true) {
        output.out(jsonLine(version));
        return;
      }
      const times = [
        { head: 'created', of: () => timeOf(version.createdAt) },
        { head: 'activated', of: () => timeOf(version.activatedAt) },
      ];
      printFields(output, version, ['promptId', 'versionTag', 'status', 'languageCode', 'changeMessage', 'contentHash', ...times]);
      if (version.effectiveVariables.length > 0) {
        output.out('');
        printTable(output, version.effectiveVariables, [
          { head: 'VARIABLE', of: ({ name }) => name, givesWay: 'late' },
          'type',
          'required',
          'default',
          'description',
        ]);
      }
      output.out(`\n${version.promptText}`);
    });
}
