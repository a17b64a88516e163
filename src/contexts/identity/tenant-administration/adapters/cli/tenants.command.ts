import { type ApiCommandOptions, apiOptions, commandGroup, connect, newPassword } from '#platform/cli/api-command';
import { type RegisterCommand, UsageError } from '#platform/cli/command';
import { listOptions, type ListOptions, listRequest, printList } from '#platform/cli/list';
import { printFields } from '#platform/cli/table';
import { TENANT_LIST } from '../../../tenant/application/tenant-repository.port';

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

const COLUMNS = ['id', 'name', 'disabled', 'createdAt'] as const;
const PATH = '/api/tenants/{tenantId}';

/** `japm tenants list|create|update|delete` */
export const registerTenants: RegisterCommand = (program, deps) => {
  const tenants = commandGroup(program, 'tenants', 'the companies on an installation');
  listOptions(apiOptions(tenants.command('list').summary('list the tenants one may see')), TENANT_LIST).action(
    async (options: ListOptions) => {
      const request = listRequest(options, TENANT_LIST);
      const api = await connect(options, deps);
      const pages = api.pages('/api/tenants', {}, request);
      await printList(pages, COLUMNS, { none: 'There are no tenants.', ...options }, deps);
    },
  );
  apiOptions(tenants.command('create').summary('create a tenant with its first administrator').argument('<name>'))
    .description("The administrator's password is asked for, or taken from JAPM_NEW_PASSWORD or standard input.")
    .requiredOption('--admin-address <email>', 'e-mail address of the administrator')
    .option('--admin-name <name>')
    .action(async (name: string, options: CreateOptions) => {
      const api = await connect(options, deps);
      const initialAdminUser = { email: options.adminAddress, name: options.adminName, password: await newPassword(deps) };
      printFields(deps.output, await api.create('/api/tenants', { body: { name, initialAdminUser } }), COLUMNS, options.json);
    });
  apiOptions(tenants.command('update').summary('change a tenant').argument('<id>'))
    .option('--name <name>')
    .option('--disable', 'disable it, with its sessions and keys')
    .option('--enable', 'enable it again')
    .action(async (id: string, options: UpdateOptions) => {
      const { name, disable, enable } = options;
      if (disable === true && enable === true) throw new UsageError('--disable and --enable exclude each other');
      const disabled = disable ?? (enable === true ? false : undefined);
      const api = await connect(options, deps);
      const tenant = await api.patch(PATH, { path: { tenantId: id }, body: { name, disabled } });
      printFields(deps.output, tenant, COLUMNS, options.json);
    });
  apiOptions(tenants.command('delete').summary('delete a tenant with its users').argument('<id>')).action(
    async (id: string, options: ApiCommandOptions) => {
      const api = await connect(options, deps);
      printFields(deps.output, await api.delete(PATH, { path: { tenantId: id } }), COLUMNS, options.json);
    },
  );
};
