import type { Command } from 'commander';
import { type ApiCommandOptions, apiOptions, commandGroup, connect, listOf, type Thing, thingOf } from '#platform/cli/api-command';
import { type CommandDeps, type RegisterCommand, UsageError } from '#platform/cli/command';
import { jsonText } from '#platform/cli/output';
import { printFields, printRows } from '#platform/cli/table';

interface CreateOptions extends ApiCommandOptions {
  readonly expires?: string;
  readonly permission?: string[];
  readonly project?: string[];
  readonly environment?: string[];
}

interface RotateOptions extends ApiCommandOptions {
  readonly overlap?: string;
}

const COLUMNS = ['id', 'name', 'prefix', 'revoked', 'expiresAt', 'lastUsedAt', 'permissions', 'projects', 'environments'];
const path = (id: string): string => `/api/api-keys/${encodeURIComponent(id)}`;

/** `japm keys list|create|revoke|rotate`: the keys of the signed-in user. */
export const registerApiKeys: RegisterCommand = (program, deps) => {
  const keys = commandGroup(program, 'keys', 'API keys, and the secrets of an installation');
  apiOptions(keys.command('list').summary("list one's own API keys")).action(async (options: ApiCommandOptions) => {
    printRows(deps.output, await listOf(await connect(options, deps), '/api/api-keys'), COLUMNS, options.json);
  });
  registerCreate(keys, deps);
  apiOptions(keys.command('revoke').summary('revoke an API key').argument('<id>')).action(
    async (id: string, options: ApiCommandOptions) => {
      const { body } = await (await connect(options, deps)).delete(path(id));
      printFields(deps.output, thingOf(body), COLUMNS, options.json);
    },
  );
  apiOptions(keys.command('rotate').summary('give an API key a new secret and show it, once').argument('<id>'))
    .option('--overlap <seconds>', 'how long the previous secret stays valid')
    .action(async (id: string, options: RotateOptions) => {
      const overlapSeconds = options.overlap === undefined ? undefined : secondsOf(options.overlap);
      const { body } = await (await connect(options, deps)).postOnce(`${path(id)}/rotate`, { overlapSeconds });
      printKey(thingOf(body), options, deps);
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
      const { body } = await (
        await connect(options, deps)
      ).postOnce('/api/api-keys', { name, expiresAt, permissions, projects, environments });
      printKey(thingOf(body), options, deps);
    });
}

/** Prints only the key to standard output, so that a script can use it. */
function printKey(created: Thing, { json }: ApiCommandOptions, { output }: CommandDeps): void {
  if (json === true) {
    output.out(jsonText(created));
    return;
  }
  output.err(`API key ${created.id}; its secret is shown this once:`);
  output.out(String(created.apiKey));
}

function secondsOf(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new UsageError(`'${text}' is not a number of seconds`);
  return Number(text);
}
