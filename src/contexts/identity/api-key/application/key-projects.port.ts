import type { Actor } from '#shared/actor';

/** The projects that an API key may be narrowed to. */
export abstract class KeyProjects {
  /** Which of these slugs are no projects that the actor may see. */
  abstract unknown(actor: Actor, slugs: readonly string[]): Promise<readonly string[]>;
}
