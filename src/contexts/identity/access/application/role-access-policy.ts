import { AccessPolicy, type ProjectStanding } from '#shared/access-policy.port';
import { isAdministrator, isPlatformTenant, type Actor } from '#shared/actor';
import type { Grant } from '#shared/grants';
import type { PowerChange } from '#shared/power';
import type { Permissions } from '../domain/permissions';
import { requirePower } from '../domain/power';

export class RoleAccessPolicy extends AccessPolicy {
  constructor(private readonly permissions: Permissions) {
    super();
  }

  allows(actor: Actor, permission: string): boolean {
    const grant = this.permissions.require(permission);
    return hasRole(actor, grant) && this.#isInScopes(actor, permission, grant);
  }

  allowsSomewhere(actor: Actor, permission: string): boolean {
    const grant = this.permissions.require(permission);
    return (hasRole(actor, grant) || mayHaveAsMember(actor, grant)) && this.#isInScopes(actor, permission, grant);
  }

  inProject(actor: Actor, permission: string, { slug, isOwner, isClosed, role }: ProjectStanding): 'allowed' | 'forbidden' | 'hidden' {
    const grant = this.permissions.require(permission);
    if (!grant.project) throw new Error(`permission '${permission}' is not one in projects`);
    if (actor.scopes?.projects && !actor.scopes.projects.includes(slug)) return 'hidden';
    const mayEverything = isAdministrator(actor) || isOwner;
    if (isClosed && role === null && !mayEverything) return 'hidden';
    if (!this.#isInScopes(actor, permission, grant)) return 'forbidden';
    const has = (roles: Grant['project']): boolean => isClosed && role !== null && (roles ?? []).includes(role);
    if (!hasRole(actor, grant)) return mayHaveAsMember(actor, grant) && has(grant.userMembers) ? 'allowed' : 'forbidden';
    if (mayEverything) return 'allowed';
    return (isClosed ? has(grant.project) : grant.ownerOnly !== true) ? 'allowed' : 'forbidden';
  }

  protected override refusal(actor: Actor, permission: string): string {
    const isForPlatform = this.permissions.require(permission).platform === true && !isPlatformTenant(actor);
    return isForPlatform ? `Only callers of the platform tenant can have '${permission}'` : super.refusal(actor, permission);
  }

  requirePower(actor: Actor, change: PowerChange): void {
    requirePower(this.permissions, actor, change);
  }

  isNamedByKey({ scopes }: Actor, permission: string): boolean {
    return this.permissions.isNamedIn(scopes?.permissions ?? [], permission);
  }

  /** Each scope restricts the key by itself: a named permission does not lift the restriction to projects or environments. */
  #isInScopes({ scopes }: Actor, permission: string, grant: Grant): boolean {
    if (!scopes) return true;
    if (scopes.permissions && !this.permissions.isNamedIn(scopes.permissions, permission)) return false;
    if (grant.own) return true;
    if (scopes.projects && !grant.project) return false;
    return !scopes.environments || grant.environment === true;
  }
}

const hasRole = (actor: Actor, { roles, platform }: Grant): boolean =>
  actor.role !== null && roles.includes(actor.role) && (platform !== true || isPlatformTenant(actor));
const mayHaveAsMember = ({ role }: Actor, { userMembers }: Grant): boolean => role === 'user' && userMembers !== undefined;
