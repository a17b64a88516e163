import { connect, projectIdOf } from '../api-command';
import type { CommandDeps, RegisterCommand } from '../command';

const NAMES = ['projects', 'environments'] as const;
/** A Tab does not wait longer for a server. */
const PATIENCE = { requestTimeoutMs: 2_000, mostAttempts: 1 };

/** `japm completion bash|zsh` */
export const registerCompletion: RegisterCommand = (program, deps) => {
  const completion = program
    .command('completion')
    .summary('print a script that completes commands with the Tab key')
    .description('Prints a completion script for a shell. Names of projects and environments come from the server.');
  completion
    .command('bash')
    .summary('for ~/.bashrc: eval "$(japm completion bash)"')
    .action(async () => {
      const { commandTree } = await import('#platform/cli/completion/command-tree');
      const { bashCompletion } = await import('#platform/cli/completion/bash-completion');
      deps.output.out(bashCompletion(commandTree(program)));
    });
  completion
    .command('zsh')
    .summary('for ~/.zshrc, after compinit: eval "$(japm completion zsh)"')
    .action(async () => {
      const { commandTree } = await import('#platform/cli/completion/command-tree');
      const { zshCompletion } = await import('#platform/cli/completion/zsh-completion');
      deps.output.out(zshCompletion(commandTree(program)));
    });
  completion
    .command('names', { hidden: true })
    .argument('<kind>')
    .action((kind: string) => printNames(kind, deps));
};

/** Prints the names that the scripts complete, a name a line; as many as one page has. */
async function printNames(kind: string, deps: CommandDeps): Promise<void> {
  if (!NAMES.some((each) => each === kind)) return;
  const api = await connect({}, deps, PATIENCE);
  const pages =
    kind === 'projects'
      ? api.pages('/api/projects', {})
      : api.pages('/api/projects/{projectId}/environments', { path: { projectId: projectIdOf({}, deps) } });
  for await (const { entries } of pages) {
    for (const entry of entries) deps.output.out(kind === 'projects' ? entry.id : entry.name);
    return;
  }
}
