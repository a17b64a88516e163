import type { Actor, ProjectRole } from './actor';
import { Forbidden } from './errors';
import type { PowerChange } from './power';

/** A caller's relation to a project. */
export interface ProjectStanding {
  readonly slug: string;
  readonly isOwner: boolean;
  /** Whether the project has members of its own, which closes it to everybody else. */
  readonly isClosed: boolean;
  /** Their role there, null without one. */
  readonly role: ProjectRole | null;
}

/** Decides by the one table of permission × role (identity/access). Throws for a permission that is not in it. */
export abstract class AccessPolicy {
  /** By the role in the tenant and the scopes of the key. A permission in projects must be granted by the project as well. */
  abstract allows(actor: Actor, permission: string): boolean;
  /** Whether the caller has the permission in their tenant, or may have it as a member of a project: that project then decides. */
  abstract allowsSomewhere(actor: Actor, permission: string): boolean;
  /** `hidden`: the caller must not learn that the project exists. */
  abstract inProject(actor: Actor, permission: string, standing: ProjectStanding): 'allowed' | 'forbidden' | 'hidden';
  /** Asked before whatever makes somebody more powerful or changes what they sign in with. Throws Forbidden. */
  abstract requirePower(actor: Actor, change: PowerChange): void;
  /** Whether the scopes of the caller's key name the permission: then the key counts on bearer-only routes as well. */
  abstract isNamedByKey(actor: Actor, permission: string): boolean;

  /** Every request begins with this check. Throws Forbidden. */
  requireSomewhere(actor: Actor, permission: string): void {
    if (!this.allowsSomewhere(actor, permission)) this.#refuse(actor, permission);
  }

  /** Every use case outside of a project begins with this check. Throws Forbidden. */
  require(actor: Actor, permission: string): void {
    if (!this.allows(actor, permission)) this.#refuse(actor, permission);
  }

  #refuse(actor: Actor, permission: string): never {
    throw new Forbidden(`Your ${actor.scopes ? 'key' : `role '${actor.role ?? 'none'}'`} does not allow '${permission}'`);
  }
}
