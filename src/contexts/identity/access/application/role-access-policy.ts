import { AccessPolicy, type ProjectStanding } from '#shared/access-policy.port';
import { isAdministrator, type Actor } from '#shared/actor';
import type { PowerChange } from '#shared/power';
import { grantOf, isNamedIn } from '../domain/permissions';
import { requirePower } from '../domain/power';

type Grant = NonNullable<ReturnType<typeof grantOf>>;

export class RoleAccessPolicy extends AccessPolicy {
  allows(actor: Actor, permission: string): boolean {
    const grant = required(permission);
    return hasRole(actor, grant) && isInScopes(actor, permission, grant);
  }

  allowsSomewhere(actor: Actor, permission: string): boolean {
    const grant = required(permission);
    return (hasRole(actor, grant) || mayHaveAsMember(actor, grant)) && isInScopes(actor, permission, grant);
  }

  inProject(actor: Actor, permission: string, { slug, isOwner, isClosed, role }: ProjectStanding): 'allowed' | 'forbidden' | 'hidden' {
    const grant = required(permission);
    if (!grant.project) throw new Error(`permission '${permission}' is not one in projects`);
    if (actor.scopes?.projects && !actor.scopes.projects.includes(slug)) return 'hidden';
    const mayEverything = isAdministrator(actor) || isOwner;
    if (isClosed && role === null && !mayEverything) return 'hidden';
    if (!isInScopes(actor, permission, grant)) return 'forbidden';
    const has = (roles: Grant['project']): boolean => isClosed && role !== null && (roles ?? []).includes(role);
    if (!hasRole(actor, grant)) return mayHaveAsMember(actor, grant) && has(grant.userMembers) ? 'allowed' : 'forbidden';
    if (mayEverything) return 'allowed';
    return (isClosed ? has(grant.project) : grant.ownerOnly !== true) ? 'allowed' : 'forbidden';
  }

  requirePower(actor: Actor, change: PowerChange): void {
    requirePower(actor, change);
  }

  isNamedByKey({ scopes }: Actor, permission: string): boolean {
    return isNamedIn(scopes?.permissions ?? [], permission);
  }
}

const hasRole = ({ role }: Actor, { roles }: Grant): boolean => role !== null && roles.includes(role);
const mayHaveAsMember = ({ role }: Actor, { userMembers }: Grant): boolean => role === 'user' && userMembers !== undefined;

/** Each scope restricts the key by itself: a named permission does not lift the restriction to projects or environments. */
function isInScopes({ scopes }: Actor, permission: string, grant: Grant): boolean {
  if (!scopes) return true;
  if (scopes.permissions && !isNamedIn(scopes.permissions, permission)) return false;
  if (grant.own) return true;
  if (scopes.projects && !grant.project) return false;
  return !scopes.environments || grant.environment === true;
}

function required(permission: string): Grant {
  const grant = grantOf(permission);
  if (!grant) throw new Error(`permission '${permission}' is not in the table of permissions`);
  return grant;
}
