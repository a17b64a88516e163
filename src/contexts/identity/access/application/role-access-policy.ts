import { AccessPolicy, type ProjectStanding } from '#shared/access-policy.port';
import { isAdministrator, type Actor } from '#shared/actor';
import { grantOf } from '../domain/permissions';

export class RoleAccessPolicy extends AccessPolicy {
  allows({ role, scopes }: Actor, permission: string): boolean {
    const grant = required(permission);
    if (role === null || !grant.roles.includes(role)) return false;
    if (!scopes) return true;
    // Each scope takes away by itself: naming a permission does not lift what projects or environments leave out.
    if (scopes.permissions && !scopes.permissions.includes(permission)) return false;
    if (grant.own) return true;
    if (scopes.projects && !grant.project) return false;
    return !scopes.environments || grant.environment === true;
  }

  inProject(actor: Actor, permission: string, { slug, isOwner, isClosed, role }: ProjectStanding): 'allowed' | 'forbidden' | 'hidden' {
    const { project, ownerOnly } = required(permission);
    if (!project) throw new Error(`permission '${permission}' is not one in projects`);
    if (actor.scopes?.projects && !actor.scopes.projects.includes(slug)) return 'hidden';
    const mayEverything = isAdministrator(actor) || isOwner;
    if (isClosed && role === null && !mayEverything) return 'hidden';
    if (!this.allows(actor, permission)) return 'forbidden';
    if (mayEverything) return 'allowed';
    const granted = isClosed ? role !== null && project.includes(role) : ownerOnly !== true;
    return granted ? 'allowed' : 'forbidden';
  }

  isNamedByKey({ scopes }: Actor, permission: string): boolean {
    return scopes?.permissions?.includes(permission) ?? false;
  }
}

function required(permission: string): NonNullable<ReturnType<typeof grantOf>> {
  const grant = grantOf(permission);
  if (!grant) throw new Error(`permission '${permission}' is not in the table of permissions`);
  return grant;
}
