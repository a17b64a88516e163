import type { Actor } from '#shared/actor';

/** The routes of one kind of resource below its project. */
export interface ChangeRoute {
  /** The path of the resource: `prompts/{prompt}/versions/{id}`. The collection is the path without its last part. */
  readonly path: string;
  /** The member of the response that is the id in the path. */
  readonly id: string;
  /** The POST routes below it that change its state, such as `activate`. */
  readonly actions?: readonly string[];
  /** True when PUT creates and changes the resource, and there is no POST to the collection. */
  readonly isPut?: boolean;
}

/** The part of a made change that identifies its resource. */
export interface MadeChange {
  readonly action: string;
  readonly resource: string;
  readonly prompt?: string;
}

/** The resources of a context that change sets can change, by their names there. Aggregates with such resources bind one. */
export abstract class ChangeRoutes {
  abstract readonly routes: Readonly<Record<string, ChangeRoute>>;

  /** The warnings about the effect of all changes together on served texts. */
  faults?(actor: Actor, project: string, made: readonly MadeChange[]): Promise<string[]>;
}
