import { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { rolesWith } from '../domain/permissions';

export class RoleAccessPolicy extends AccessPolicy {
  allows(actor: Actor, permission: string): boolean {
    const roles = rolesWith(permission);
    if (!roles) throw new Error(`permission '${permission}' is not in the table of permissions`);
    return actor.role !== null && roles.includes(actor.role);
  }
}
