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

/** Decides by the permissions that the aggregates declare in their modules. Throws for a permission that none of them declares. */
export abstract class AccessPolicy {
  /** Decides by the role in the tenant and the scopes of the key. For a permission in projects, the project must grant it as well. */
  abstract allows(actor: Actor, permission: string): boolean;
  /** Whether the caller has the permission in their tenant, or can have it as a member of a project. The project decides then. */
  abstract allowsSomewhere(actor: Actor, permission: string): boolean;
  /** `hidden`: the caller must not learn that the project exists. */
  abstract inProject(actor: Actor, permission: string, standing: ProjectStanding): 'allowed' | 'forbidden' | 'hidden';
  /** Use cases call it before a change that gives somebody more power or changes their credentials. Throws Forbidden. */
  abstract requirePower(actor: Actor, change: PowerChange): void;
  /** Whether the scopes of the caller's key name the permission. Bearer-only routes then accept the key as well. */
  abstract isNamedByKey(actor: Actor, permission: string): boolean;

  /** Every request begins with this check. Throws Forbidden. */
  requireSomewhere(actor: Actor, permission: string): void {
    if (!this.allowsSomewhere(actor, permission)) this.#refuse(actor, permission);
  }

  /** Every use case outside of a project begins with this check. Throws Forbidden. */
  require(actor: Actor, permission: string): void {
    if (!this.allows(actor, permission)) this.#refuse(actor, permission);
  }

  /** The sentence for a caller without the permission. */
  protected refusal(actor: Actor, permission: string): string {
    return `Your ${actor.scopes ? 'key' : `role '${actor.role ?? 'none'}'`} does not allow '${permission}'`;
  }

  #refuse(actor: Actor, permission: string): never {
    throw new Forbidden(this.refusal(actor, permission));
  }
}
