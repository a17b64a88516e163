import type { Actor } from '#shared/actor';

/** Asks whether a caller may do something in a project, where no use case does; the catalog knows. */
export abstract class ProjectGate {
  /** Throws NotFound when there is no such project for the caller, Forbidden without the permission in it. */
  abstract require(actor: Actor, slug: string, permission: string): Promise<unknown>;
}
