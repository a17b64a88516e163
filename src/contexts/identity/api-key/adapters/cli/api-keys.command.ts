import type { Command } from 'commander';
import { type ApiCommandOptions, apiOptions, commandGroup, connect } from '#platform/cli/api-command';
import { type CommandDeps, type RegisterCommand, UsageError } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { jsonLine } from '#platform/cli/output';
import { printFields } from '#platform/cli/table';
import { API_KEY_LIST } from '../../application/api-key-repository.port';

interface CreateOptions extends ApiCommandOptions {
  readonly expires?: string;
  readonly permission?: string[];
  readonly project?: string[];
  readonly environment?: string[];
}

interface RotateOptions extends ApiCommandOptions {
  readonly overlap?: string;
}

const COLUMNS = ['id', 'name', 'prefix', 'revoked', 'expiresAt', 'lastUsedAt', 'permissions', 'projects', 'environments'] as const;
const PATH = '/api/api-keys/{id}';

/** `japm keys list|create|revoke|rotate`: the keys of the signed-in user. */
export const registerApiKeys: RegisterCommand = (program, deps) => {
  const keys = commandGroup(program, 'keys', 'API keys, and the secrets of an installation');
  listOptions(apiOptions(keys.command('list').summary("list one's own API keys")), API_KEY_LIST).action(async (options: ListOptions) => {
    const request = listRequest(options, API_KEY_LIST);
    const pages = (await connect(options, deps)).pages('/api/api-keys', {}, request);
    await printList(pages, COLUMNS, { none: 'There are no API keys.', ...options }, deps);
  });
  registerCreate(keys, deps);
  apiOptions(keys.command('revoke').summary('revoke an API key').argument('<id>')).action(
    async (id: string, options: ApiCommandOptions) => {
      const api = await connect(options, deps);
      printFields(deps.output, await api.delete(PATH, { path: { id } }), COLUMNS, options.json);
    },
  );
  apiOptions(keys.command('rotate').summary('give an API key a new secret and show it, once').argument('<id>'))
    .option('--overlap <seconds>', 'how long the previous secret stays valid')
    .action(async (id: string, options: RotateOptions) => {
      const overlapSeconds = options.overlap === undefined ? undefined : secondsOf(options.overlap);
      const api = await connect(options, deps);
      printKey(await api.postOnce('/api/api-keys/{id}/rotate', { path: { id }, body: { overlapSeconds } }), options, deps);
    });
};

function registerCreate(keys: Command, deps: CommandDeps): void {
  apiOptions(keys.command('create').summary('create an API key and show it, once').argument('<name>'))
    .option('--expires <time>', 'expiry with its offset (2031-01-31T09:30:00Z), or a date, which means the end of that day in UTC')
    .option('--permission <names...>', 'restrict the key to these permissions')
    .option('--project <slugs...>', 'restrict the key to these projects')
    .option('--environment <names...>', 'restrict the key to these environments')
    .action(async (name: string, options: CreateOptions) => {
      const { expires: expiresAt, permission: permissions, project: projects, environment: environments } = options;
      const api = await connect(options, deps);
      const body = { name, expiresAt, permissions, projects, environments };
      printKey(await api.postOnce('/api/api-keys', { body }), options, deps);
    });
}

/** Prints only the key to standard output, so that a script can use it. */
function printKey(created: { readonly id: string; readonly apiKey: string }, { json }: ApiCommandOptions, { output }: CommandDeps): void {
  if (json === true) {
    output.out(jsonLine(created));
    return;
  }
  output.err(`API key ${created.id}; its secret is shown this once:`);
  output.out(created.apiKey);
}

function secondsOf(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new UsageError(`'${text}' is not a number of seconds`);
  return Number(text);
}
