import type { Actor } from '#shared/actor';

/** The projects to which an API key may be restricted. */
export abstract class KeyProjects {
  /** The slugs among these that are not projects visible to the actor. */
  abstract unknown(actor: Actor, slugs: readonly string[]): Promise<readonly string[]>;
}
