import type { Actor } from '#shared/actor';

/** Checks a permission in a project for routes without a use case that does it. The catalog context implements it. */
export abstract class ProjectGate {
  /** Throws NotFound if the caller sees no such project, and Forbidden if they lack the permission in it. */
  abstract require(actor: Actor, slug: string, permission: string): Promise<unknown>;
}
