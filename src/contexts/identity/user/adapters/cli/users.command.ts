import { type ApiCommandOptions, apiOptions, commandGroup, connect, listOf, newPassword, thingOf } from '#platform/cli/api-command';
import { type CommandDeps, type RegisterCommand, UsageError } from '#platform/cli/command';
import { printFields, printRows } from '#platform/cli/table';

interface CreateOptions extends ApiCommandOptions {
  readonly address: string;
  readonly name?: string;
  readonly role?: string;
  readonly tenant?: string;
}

interface UpdateOptions extends ApiCommandOptions {
  readonly address?: string;
  readonly name?: string;
  readonly role?: string;
  readonly newPassword?: boolean;
  readonly disable?: boolean;
  readonly enable?: boolean;
}

const COLUMNS = ['id', 'email', 'name', 'role', 'disabled', 'tenantId'];
const PASSWORDS = 'The password is asked for, or taken from JAPM_NEW_PASSWORD or standard input.';
const path = (id: string): string => `/api/users/${encodeURIComponent(id)}`;

/** `japm users list|create|update|delete` */
export const registerUsers: RegisterCommand = (program, deps) => {
  const users = commandGroup(program, 'users', 'who signs in');
  apiOptions(users.command('list').summary('list the users of a tenant'))
    .option('--tenant <id>', "another tenant than one's own")
    .action(async (options: CreateOptions) => {
      const query = options.tenant === undefined ? '' : `?tenantId=${encodeURIComponent(options.tenant)}`;
      printRows(deps.output, await listOf(await connect(options, deps), `/api/users${query}`), COLUMNS, options.json);
    });
  apiOptions(users.command('create').summary('create a user').description(`Creates a user. ${PASSWORDS}`))
    .requiredOption('--address <email>', 'e-mail address of the new user')
    .option('--name <name>')
    .option('--role <role>', 'admin, tenant_admin, user, prompt_consumer or auditor')
    .option('--tenant <id>', "another tenant than one's own")
    .action((options: CreateOptions) => create(options, deps));
  apiOptions(users.command('update').summary('change a user').argument('<id>'))
    .option('--address <email>', 'new e-mail address')
    .option('--name <name>')
    .option('--role <role>', 'admin, tenant_admin, user, prompt_consumer or auditor')
    .option('--new-password', PASSWORDS)
    .option('--disable', 'disable the account')
    .option('--enable', 'enable it again')
    .action((id: string, options: UpdateOptions) => update(id, options, deps));
  apiOptions(users.command('delete').summary('delete a user with their API keys').argument('<id>')).action(
    async (id: string, options: ApiCommandOptions) => {
      const { body } = await (await connect(options, deps)).delete(path(id));
      printFields(deps.output, thingOf(body), COLUMNS, options.json);
    },
  );
};

async function create(options: CreateOptions, deps: CommandDeps): Promise<void> {
  const { address: email, name, role, tenant: tenantId } = options;
  const api = await connect(options, deps);
  const { body } = await api.postOnce('/api/users', { email, name, role, tenantId, password: await newPassword(deps) });
  printFields(deps.output, thingOf(body), COLUMNS, options.json);
}

async function update(id: string, options: UpdateOptions, deps: CommandDeps): Promise<void> {
  const { address: email, name, role, disable, enable } = options;
  if (disable === true && enable === true) throw new UsageError('--disable and --enable exclude each other');
  const disabled = disable ?? (enable === true ? false : undefined);
  const api = await connect(options, deps);
  const password = options.newPassword === true ? await newPassword(deps) : undefined;
  const { body } = await api.patch(path(id), { email, name, role, disabled, password });
  printFields(deps.output, thingOf(body), COLUMNS, options.json);
}
