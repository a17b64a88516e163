import type { Actor, ProjectRole, Role } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import type { AccountPower, KeyPower, PowerChange } from '#shared/power';
import { isWithin } from './key-reach';
import { grantOf, isNamedIn, opensToPlainKeys, PERMISSIONS } from './permissions';

const NAMES = Object.keys(PERMISSIONS).filter((name) => !name.startsWith('probe:'));
/** The roles of accounts that the permissions over accounts reach by themselves: those of authors of prompts and of applications. */
const ORDINARY: readonly Role[] = ['user', 'prompt_consumer'];
const has = (role: Role, name: string): boolean => grantOf(name)?.roles.includes(role) ?? false;

/**
 * Decides, in this one place, on every change that gives somebody more power or changes their credentials. The
 * check of the caller's permission for the route comes first; this one is about the granted power. Throws Forbidden.
 *
 * Nobody manages an account with a role above their own. A key does not prove the presence of its owner and must not become the owner. A key
 * that names permissions grants no others, neither to an account, nor in a project, nor to another key.
 */
export function requirePower(actor: Actor, change: PowerChange): void {
  if (change.of === 'account') requireAccount(actor, change);
  else if (change.of === 'key') requireKey(actor, change);
  else
    requireNamed(
      actor,
      givenInProject(change.role),
      'access.power_beyond_key',
      change.role ? `'${change.role}' of a project` : 'everybody',
    );
}

function requireAccount(actor: Actor, { userId, before, after, signIn }: AccountPower): void {
  const roles = [before, after].filter((role) => role !== null);
  for (const role of roles) requireGrant(actor.role, role);
  if (actor.type !== 'api_key') return;
  if (signIn !== null && userId === actor.id)
    throw new Forbidden('An API key may not change what its owner signs in with', 'identity.users_only');
  if (signIn !== null) requireNamed(actor, [signIn], 'identity.credentials_scope');
  for (const role of roles) requireNamed(actor, givenByRole(role), 'identity.credentials_scope', `'${role}'`);
}

/** Only an `admin` creates or removes an `admin` or changes their credentials, so that nobody raises themselves above their role. */
function requireGrant(granter: Role | null, role: Role): void {
  if (granter === 'admin' || (granter === 'tenant_admin' && role !== 'admin')) return;
  throw new Forbidden(`Your role '${granter ?? 'none'}' may not manage users of role '${role}'`, 'identity.role_above_own');
}

function requireKey({ type, scopes, keyExpiresAt, withPreviousSecret }: Actor, key: KeyPower): void {
  if (type !== 'api_key') return;
  // A caller with an old secret must not turn the overlap into a permanent key.
  if (withPreviousSecret)
    throw new Forbidden('A secret from before the rotation may not create or change keys', 'identity.api_key_previous_secret');
  if (!isWithin(key.scopes, scopes ?? null, opensToPlainKeys))
    throw new Forbidden('Your key may not create, change or rotate a key that may do more', 'identity.api_key_wider');
  if (keyExpiresAt && (key.expiresAt === null || key.expiresAt > keyExpiresAt))
    throw new Forbidden('Your key may not create, change or rotate a key that ends later', 'identity.api_key_longer');
}

/** A key that names no permission acts like its owner on the routes that take keys (wire contract, 1.5). */
function requireNamed({ scopes }: Actor, given: readonly string[], code: string, to?: string): void {
  const names = scopes?.permissions;
  const missing = names ? given.filter((each) => !isNamedIn(names, each)) : [];
  if (missing.length === 0) return;
  const what = `'${missing.slice(0, 5).join("', '")}'${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`;
  throw new Forbidden(`Your key does not allow ${what}${to === undefined ? '' : `, which this change gives to ${to}`}`, code);
}

/** The permissions that a role in the tenant has beyond ordinary accounts. */
const givenByRole = (role: Role): string[] => NAMES.filter((name) => has(role, name) && !ORDINARY.some((each) => has(each, name)));

/** The permissions that a role in a project gives to ordinary members; null stands for a project without members. */
function givenInProject(role: ProjectRole | null): string[] {
  const inProjects = NAMES.filter(
    (name) => grantOf(name)?.project && (ORDINARY.some((each) => has(each, name)) || grantOf(name)?.userMembers),
  );
  if (role === null) return inProjects.filter((name) => ORDINARY.some((each) => has(each, name)) && !grantOf(name)?.ownerOnly);
  return inProjects.filter((name) => [grantOf(name)?.project, grantOf(name)?.userMembers].some((roles) => roles?.includes(role)));
}
