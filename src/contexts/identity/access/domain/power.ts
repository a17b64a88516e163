import type { Actor, ProjectRole, Role } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import type { AccountPower, KeyPower, PowerChange } from '#shared/power';
import { isWithin } from './key-reach';
import type { Permissions } from './permissions';

const namesIn = ({ grants }: Permissions): string[] => Object.keys(grants).filter((name) => !name.startsWith('probe:'));
/** The roles of accounts that the permissions over accounts reach by themselves: those of authors of prompts and of applications. */
const ORDINARY: readonly Role[] = ['user', 'prompt_consumer'];
const has = (table: Permissions, role: Role, name: string): boolean => table.grantOf(name)?.roles.includes(role) ?? false;
const isOrdinary = (table: Permissions, name: string): boolean => ORDINARY.some((role) => has(table, role, name));

/**
 * Decides, in this one place, on every change that gives somebody more power or changes their credentials. The
 * check of the caller's permission for the route comes first; this one is about the granted power. Throws Forbidden.
 *
 * Nobody manages an account with a role above their own. A key does not prove the presence of its owner and must not become the owner. A key
 * that names permissions grants no others, neither to an account, nor in a project, nor to another key.
 */
export function requirePower(table: Permissions, actor: Actor, change: PowerChange): void {
  if (change.of === 'account') requireAccount(table, actor, change);
  else if (change.of === 'key') requireKey(table, actor, change);
  else
    requireNamed(
      table,
      actor,
      givenInProject(table, change.role),
      'access.power_beyond_key',
      change.role ? `'${change.role}' of a project` : 'everybody',
    );
}

function requireAccount(table: Permissions, actor: Actor, { userId, before, after, signIn }: AccountPower): void {
  const roles = [before, after].filter((role) => role !== null);
  for (const role of roles) requireGrant(actor.role, role);
  if (actor.type !== 'api_key') return;
  if (signIn !== null && userId === actor.id)
    throw new Forbidden('An API key may not change what its owner signs in with', 'identity.users_only');
  if (signIn !== null) requireNamed(table, actor, [signIn], 'identity.credentials_scope');
  for (const role of roles) requireNamed(table, actor, givenByRole(table, role), 'identity.credentials_scope', `'${role}'`);
}

/** Only an `admin` creates or removes an `admin` or changes their credentials, so that nobody raises themselves above their role. */
function requireGrant(granter: Role | null, role: Role): void {
  if (granter === 'admin' || (granter === 'tenant_admin' && role !== 'admin')) return;
  throw new Forbidden(`Your role '${granter ?? 'none'}' may not manage users of role '${role}'`, 'identity.role_above_own');
}

function requireKey(table: Permissions, { type, scopes, keyExpiresAt, withPreviousSecret }: Actor, key: KeyPower): void {
  if (type !== 'api_key') return;
  // A caller with an old secret must not turn the overlap into a permanent key.
  if (withPreviousSecret)
    throw new Forbidden('A secret from before the rotation may not create or change keys', 'identity.api_key_previous_secret');
  if (!isWithin(key.scopes, scopes ?? null, table))
    throw new Forbidden('Your key may not create, change or rotate a key that may do more', 'identity.api_key_wider');
  if (keyExpiresAt && (key.expiresAt === null || key.expiresAt > keyExpiresAt))
    throw new Forbidden('Your key may not create, change or rotate a key that ends later', 'identity.api_key_longer');
}

/** A key that names no permission acts like its owner on the routes that take keys (wire contract, 1.5). */
function requireNamed(table: Permissions, { scopes }: Actor, given: readonly string[], code: string, to?: string): void {
  const names = scopes?.permissions;
  const missing = names ? given.filter((each) => !table.isNamedIn(names, each)) : [];
  if (missing.length === 0) return;
  const what = `'${missing.slice(0, 5).join("', '")}'${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`;
  throw new Forbidden(`Your key does not allow ${what}${to === undefined ? '' : `, which this change gives to ${to}`}`, code);
}

/** The permissions that a role in the tenant has beyond ordinary accounts. */
const givenByRole = (table: Permissions, role: Role): string[] =>
  namesIn(table).filter((name) => has(table, role, name) && !isOrdinary(table, name));

/** The permissions that a role in a project gives to ordinary members; null stands for a project without members. */
function givenInProject(table: Permissions, role: ProjectRole | null): string[] {
  const inProjects = namesIn(table).flatMap((name) => {
    const { project, userMembers, ownerOnly = false } = table.require(name);
    const ordinary = isOrdinary(table, name);
    return project && (ordinary || userMembers) ? [{ name, ordinary, ownerOnly, roles: [...project, ...(userMembers ?? [])] }] : [];
  });
  const given = inProjects.filter(({ roles, ordinary, ownerOnly }) => (role === null ? ordinary && !ownerOnly : roles.includes(role)));
  return given.map(({ name }) => name);
}
