import { type ApiCommandOptions, apiOptions, choice, commandGroup, connect, newPassword } from '#platform/cli/api-command';
import { type CommandDeps, type RegisterCommand, UsageError } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { printFields } from '#platform/cli/table';
import { type Role, ROLES } from '#shared/actor';
import { USER_LIST } from '../../application/user-repository.port';

type ListUsersOptions = ListOptions & { readonly tenant?: string };

interface CreateOptions extends ApiCommandOptions {
  readonly address: string;
  readonly name?: string;
  readonly role?: Role;
  readonly tenant?: string;
}

interface UpdateOptions extends ApiCommandOptions {
  readonly address?: string;
  readonly name?: string;
  readonly role?: Role;
  readonly newPassword?: boolean;
  readonly disable?: boolean;
  readonly enable?: boolean;
}

const COLUMNS = ['id', 'email', 'name', 'role', 'disabled', 'tenantId'] as const;
const PASSWORDS = 'The password is asked for, or taken from JAPM_NEW_PASSWORD or standard input.';
const PATH = '/api/users/{id}';

/** `japm users list|create|update|delete` */
export const registerUsers: RegisterCommand = (program, deps) => {
  const users = commandGroup(program, 'users', 'who signs in');
  listOptions(apiOptions(users.command('list').summary('list the users of a tenant')), USER_LIST)
    .option('--tenant <id>', "another tenant than one's own")
    .action(async (options: ListUsersOptions) => {
      const request = listRequest(options, USER_LIST);
      const api = await connect(options, deps);
      const pages = api.pages('/api/users', { query: { tenantId: options.tenant } }, request);
      await printList(pages, COLUMNS, { none: 'There are no users.', ...options }, deps);
    });
  apiOptions(users.command('create').summary('create a user').description(`Creates a user. ${PASSWORDS}`))
    .requiredOption('--address <email>', 'e-mail address of the new user')
    .option('--name <name>')
    .addOption(choice('--role <role>', 'role', ROLES))
    .option('--tenant <id>', "another tenant than one's own")
    .action((options: CreateOptions) => create(options, deps));
  apiOptions(users.command('update').summary('change a user').argument('<id>'))
    .option('--address <email>', 'new e-mail address')
    .option('--name <name>')
    .addOption(choice('--role <role>', 'role', ROLES))
    .option('--new-password', PASSWORDS)
    .option('--disable', 'disable the account')
    .option('--enable', 'enable it again')
    .action((id: string, options: UpdateOptions) => update(id, options, deps));
  apiOptions(users.command('delete').summary('delete a user with their API keys').argument('<id>')).action(
    async (id: string, options: ApiCommandOptions) => {
      const api = await connect(options, deps);
      printFields(deps.output, await api.delete(PATH, { path: { id } }), COLUMNS, options.json);
    },
  );
};

async function create(options: CreateOptions, deps: CommandDeps): Promise<void> {
  const { address: email, name, role, tenant: tenantId } = options;
  const api = await connect(options, deps);
  const body = { email, name, role, tenantId, password: await newPassword(deps) };
  printFields(deps.output, await api.create('/api/users', { body }), COLUMNS, options.json);
}

async function update(id: string, options: UpdateOptions, deps: CommandDeps): Promise<void> {
  const { address: email, name, role, disable, enable } = options;
  if (disable === true && enable === true) throw new UsageError('--disable and --enable exclude each other');
  const disabled = disable ?? (enable === true ? false : undefined);
  const api = await connect(options, deps);
  const password = options.newPassword === true ? await newPassword(deps) : undefined;
  const body = { email, name, role, disabled, password };
  printFields(deps.output, await api.patch(PATH, { path: { id }, body }), COLUMNS, options.json);
}
