import { type ApiCommandOptions, apiOptions, commandGroup, connect, listOf, newPassword, thingOf } from '#platform/cli/api-command';
import { type RegisterCommand, UsageError } from '#platform/cli/command';
import { printFields, printRows } from '#platform/cli/table';

interface CreateOptions extends ApiCommandOptions {
  readonly name: string;
  readonly adminAddress: string;
  readonly adminName?: string;
}

interface UpdateOptions extends ApiCommandOptions {
  readonly name?: string;
  readonly disable?: boolean;
  readonly enable?: boolean;
}

const COLUMNS = ['id', 'name', 'disabled', 'createdAt'];
const path = (id: string): string => `/api/tenants/${encodeURIComponent(id)}`;

/** `japm tenants list|create|update|delete` */
export const registerTenants: RegisterCommand = (program, deps) => {
  const tenants = commandGroup(program, 'tenants', 'the companies on an installation');
  apiOptions(tenants.command('list').summary('list the tenants one may see')).action(async (options: ApiCommandOptions) => {
    printRows(deps.output, await listOf(await connect(options, deps), '/api/tenants'), COLUMNS, options.json);
  });
  apiOptions(tenants.command('create').summary('create a tenant with its first administrator').argument('<name>'))
    .description("The administrator's password is asked for, or taken from JAPM_NEW_PASSWORD or standard input.")
    .requiredOption('--admin-address <email>', 'e-mail address of the administrator')
    .option('--admin-name <name>')
    .action(async (name: string, options: CreateOptions) => {
      const api = await connect(options, deps);
      const initialAdminUser = { email: options.adminAddress, name: options.adminName, password: await newPassword(deps) };
      const { body } = await api.postOnce('/api/tenants', { name, initialAdminUser });
      printFields(deps.output, thingOf(body), COLUMNS, options.json);
    });
  apiOptions(tenants.command('update').summary('change a tenant').argument('<id>'))
    .option('--name <name>')
    .option('--disable', 'disable it, with its sessions and keys')
    .option('--enable', 'enable it again')
    .action(async (id: string, options: UpdateOptions) => {
      const { name, disable, enable } = options;
      if (disable === true && enable === true) throw new UsageError('--disable and --enable exclude each other');
      const disabled = disable ?? (enable === true ? false : undefined);
      const { body } = await (await connect(options, deps)).patch(path(id), { name, disabled });
      printFields(deps.output, thingOf(body), COLUMNS, options.json);
    });
  apiOptions(tenants.command('delete').summary('delete a tenant with its users').argument('<id>')).action(
    async (id: string, options: ApiCommandOptions) => {
      const { body } = await (await connect(options, deps)).delete(path(id));
      printFields(deps.output, thingOf(body), COLUMNS, options.json);
    },
  );
};
