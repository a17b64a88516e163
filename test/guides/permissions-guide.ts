import { PERMISSIONS } from '#bootstrap/contexts';
import { PROJECT_ROLES, ROLES } from '#shared/actor';
import { OPERATIONS } from '../http/walks/operations';

const mark = (isGranted: boolean): string => (isGranted ? 'yes' : '–');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const names = Object.keys(PERMISSIONS.grants);
const code = (text: string): string => `\`${text}\``;

const tenantMatrix = (): string =>
  table(
    ['permission', ...ROLES.map(code)],
    names.map((name) => [code(name), ...ROLES.map((role) => tenantMark(name, PERMISSIONS.grantOf(name)?.roles.includes(role) ?? false))]),
  );

const tenantMark = (name: string, isGranted: boolean): string =>
  isGranted && PERMISSIONS.grantOf(name)?.platform ? 'platform tenant' : mark(isGranted);

function projectMatrix(): string {
  const inProjects = names.filter((name) => PERMISSIONS.grantOf(name)?.project);
  const without = (name: string): string => (PERMISSIONS.grantOf(name)?.ownerOnly ? 'administrators, owner' : 'as in the tenant');
  return table(
    ['permission', ...PROJECT_ROLES.map(code), 'project without members'],
    inProjects.map((name) => [
      code(name),
      ...PROJECT_ROLES.map((role) => mark(PERMISSIONS.grantOf(name)?.project?.includes(role) ?? false)),
      without(name),
    ]),
  );
}

const byMembership = (): string =>
  table(
    ['permission', ...PROJECT_ROLES.map(code)],
    names.flatMap((name) => {
      const granted = PERMISSIONS.grantOf(name)?.userMembers;
      return granted ? [[code(name), ...PROJECT_ROLES.map((role) => mark(granted.includes(role)))]] : [];
    }),
  );

function routes(): string {
  const guarded = OPERATIONS.filter(({ permission }) => permission !== null);
  const rows = guarded.map(({ method, path, permission }) => [code(permission ?? ''), code(`${method.toUpperCase()} ${path}`)]);
  return table(
    ['permission', 'route'],
    rows.toSorted(([a = '', b = ''], [c = '', d = '']) => (a === c ? order(b, d) : order(a, c))),
  );
}

const listed = (which: readonly string[]): string => which.map(code).join(', ');
const inEnvironments = (): string => listed(names.filter((name) => PERMISSIONS.grantOf(name)?.environment));
const own = (): string => listed(names.filter((name) => PERMISSIONS.grantOf(name)?.own));

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The page of permissions, from the table that decides and the OpenAPI document. */
export const permissionsGuide = (): string => `# Permissions

A test generates this page from the \`permissions\` in the modules of the aggregates and from the OpenAPI document, and fails when the page is stale:
\`UPDATE_GUIDES=1 npx jest -c test/jest.config.cjs test/guides --selectProjects unit\` writes it anew.

Each route requires one permission. The response is 403 for callers whose roles do not have it. No role contains another role.

## Roles in the tenant

${tenantMatrix()}

"platform tenant" means that only callers of the platform tenant have the permission. Only administrators of that tenant act outside
their own tenant. For everybody else, a resource of another tenant does not exist: the response is 404, and the audit log records the
attempt in the same way.

## Roles in a project

\`PUT /api/projects/{projectId}/members/{userId}\` grants a role. A project without members follows the roles of the tenant.
The first member closes the project: other users of the tenant and their API keys get 404, and lists do not show the project to
them. The tenant's administrators and the project's owner need no membership. A member needs the permission from both of their
roles. The following permissions are the exception: a \`user\` has them only as a member of the project with a role named here.

${byMembership()}

A membership does not open the lenient route \`serve-prompt\` to them. Users with the role \`auditor\` read the audit log of their
tenant and get nothing from a membership. A user who is the only member of a project cannot be deleted, because that would open the
project.

${projectMatrix()}

## API keys

A key acts as its owner and can never do more than the owner can at that moment. Only the routes that take keys accept it.

| scope | effect |
| --- | --- |
| none | The key can do what the owner can, on the routes that take keys. |
| \`permissions\` | The key has only these permissions, and also has them on routes that otherwise require a bearer token. The owner must have each of them, or be able to have it as a member of a project. ${code('prompt:resolve')} implies ${code('prompt:serve')}. |
| \`projects\` | These are slugs. The response is 404 for other projects, and lists do not show them. Outside projects, the key reaches only the owner's own resources; the response is 403 for everything else. |
| \`environments\` | These are names or ids. The response is 404 for other environments. A resolve request must name an environment, otherwise the response is 403; a tag resolves only when the environment points at that version, otherwise the response is 404. Versions that a text names by tag are its author's choice. In projects the key has only ${inEnvironments()}; outside projects it reaches only the owner's own resources. The response is 403 for everything else. |

All scopes of a key apply together: a named permission does not lift a restriction of \`projects\` or \`environments\`.
The permissions on the owner's own resources are ${own()}.

One function (\`src/contexts/identity/access/domain/power.ts\`) decides on every change that gives somebody more power or changes
their credentials: accounts, tenants, API keys, memberships and links to providers.

- Nobody manages an account with a role above their own: only an \`admin\` manages an \`admin\`.
- A key can neither change its owner's address or password, nor reset that password, nor remove a link of its owner.
- A key that names permissions manages accounts with the roles \`user\` and \`prompt_consumer\`: with \`user:write\` it creates them,
  with \`user:credentials\` it also changes their credentials, with \`user:reset\` it issues password resets. For an account with another
  role, it must name all permissions that the role has beyond these two roles. \`tenant:write\` creates tenants only together with those of a
  \`tenant_admin\`.
- Such a key grants a role in a project only if it names all permissions that the role gives there. It removes the last member only if it
  names all permissions that everybody has in a project without members.

A key creates, changes and rotates only keys with scopes at least as narrow as its own and an expiry that is not later.
\`POST /api/api-keys/{id}/rotate\` gives a key a new secret. The previous secret stays valid for \`overlapSeconds\` (a day by
default, at most 30 days), but cannot create, change, rotate or revoke keys: the response is 403. Undoing a revocation is an event of its
own, \`api_key.restore\`, with high risk.

A revoked key stops working within one second in every process, even while relay and Kafka are stopped: administrative routes read the
key from the database for each request, and serving routes use a copy that is at most one second old.

## Routes

${routes()}
`;
