import { grantOf, PERMISSIONS } from '#contexts/identity/access/domain/permissions';
import { PROJECT_ROLES, ROLES } from '#shared/actor';
import { OPERATIONS } from '../http/walks/operations';

const mark = (isGranted: boolean): string => (isGranted ? 'yes' : '–');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const names = Object.keys(PERMISSIONS);
const code = (text: string): string => `\`${text}\``;

const tenantMatrix = (): string =>
  table(
    ['permission', ...ROLES.map(code)],
    names.map((name) => [code(name), ...ROLES.map((role) => mark(grantOf(name)?.roles.includes(role) ?? false))]),
  );

function projectMatrix(): string {
  const inProjects = names.filter((name) => grantOf(name)?.project);
  const without = (name: string): string => (grantOf(name)?.ownerOnly ? 'administrators, owner' : 'as in the tenant');
  return table(
    ['permission', ...PROJECT_ROLES.map(code), 'project without members'],
    inProjects.map((name) => [
      code(name),
      ...PROJECT_ROLES.map((role) => mark(grantOf(name)?.project?.includes(role) ?? false)),
      without(name),
    ]),
  );
}

const byMembership = (): string =>
  table(
    ['permission', ...PROJECT_ROLES.map(code)],
    names.flatMap((name) => {
      const granted = grantOf(name)?.userMembers;
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
const inEnvironments = (): string => listed(names.filter((name) => grantOf(name)?.environment));
const own = (): string => listed(names.filter((name) => grantOf(name)?.own));

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The page of permissions, from the table that decides and the OpenAPI document. */
export const permissionsGuide = (): string => `# Permissions

This page is made from the table in \`src/contexts/identity/access/domain/permissions.ts\` and from the OpenAPI document:
\`UPDATE_GUIDES=1 npx jest -c test/jest.config.cjs test/guides --selectProjects unit\`. A test fails when it is stale.

A route asks for one permission. Whoever has no role with it is answered 403. A role contains no other.

## Roles in the tenant

${tenantMatrix()}

Of the administrators only those of the platform tenant act beyond their own tenant. What another tenant owns is
answered 404, as if it did not exist, and is recorded in the same way.

## Roles in a project

\`PUT /api/projects/{projectId}/members/{userId}\` grants a role. A project without members follows the roles of the tenant.
With its first member it is closed: for everybody else of the tenant it answers 404 and is absent from lists, for their
API keys too. The tenant's administrators and the project's owner need no membership. A member needs the permission from
both of their roles; but a plain \`user\` also has, as a member with the role named here and in no other way:

${byMembership()}

The lenient route \`serve-prompt\` stays closed to them. The role \`auditor\` reads the audit log of its tenant and gets nothing
from a membership. The only member of a project cannot be deleted
as a user, because that would open the project.

${projectMatrix()}

## API keys

A key acts as its owner and never may do more than the owner may at that moment. It counts on the routes that take keys.

| scope | effect |
| --- | --- |
| none | whatever the owner may, on the routes that take keys |
| \`permissions\` | only these, and then also on routes that otherwise want a bearer token; each must be one of the owner's (or one that the owner can have as a member of a project); ${code('prompt:resolve')} implies ${code('prompt:serve')} |
| \`projects\` | slugs: other projects are answered 404 and absent from lists; beside projects only what is the owner's own, 403 otherwise |
| \`environments\` | names or ids: other environments are answered 404; resolving must name an environment, else 403, and by tag only what it points at is served, else 404 (versions that the texts name by tag are their authors' choice); in projects only ${inEnvironments()}, beside them only what is the owner's own, 403 otherwise |

A key may do what all of its scopes leave: naming a permission does not lift what \`projects\` or \`environments\` take away.
What is the owner's own are the permissions ${own()}.

One function (\`src/contexts/identity/access/domain/power.ts\`) decides on every change that makes somebody more powerful or changes
what they sign in with: accounts, tenants, API keys, memberships and links to providers.

- Nobody manages an account of a role above their own: only an \`admin\` manages an \`admin\`.
- A key changes neither the address nor the password of its owner, resets no password of theirs and removes no link of theirs.
- A key that names permissions manages accounts of the roles \`user\` and \`prompt_consumer\`: with \`user:write\` it creates them, with
  \`user:credentials\` it also changes what they sign in with, with \`user:reset\` it issues resets. For an account of another role it
  must name all permissions that the role has beyond these two. \`tenant:write\` creates tenants only together with those of a
  \`tenant_admin\`.
- Such a key grants a role in a project only if it names all permissions that the role gives there, and removes the last member only
  if it names what everybody may do in a project without members.

A key makes, changes and rotates only keys that are at least as narrow and end no later than it does.
\`POST /api/api-keys/{id}/rotate\` gives a key a new secret; the one before stays good for \`overlapSeconds\` (a day, at most 30
days), but neither makes, changes, rotates nor revokes keys: 403. Taking a revocation back is an event of its own,
\`api_key.restore\`, of high risk.

A revoked key stops within one second in every process, with relay and Kafka stopped: administrative routes read the key
from the database, serving routes at most one second before.

## Routes

${routes()}
`;
