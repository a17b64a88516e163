import type { Actor } from '#shared/actor';

/** Where one kind of resource is read and changed, below its project. */
export interface ChangeRoute {
  /** `prompts/{prompt}/versions/{id}`: the collection is what stands above the last name. */
  readonly path: string;
  /** The member of the response that is the id in the path. */
  readonly id: string;
  /** POSTs below it that change its state: `activate`. */
  readonly actions?: readonly string[];
  /** Made and changed by PUT alike, an update: there is no POST to the collection. */
  readonly isPut?: boolean;
}

/** A change that was made, as far as it says which resource it was. */
export interface MadeChange {
  readonly action: string;
  readonly resource: string;
  readonly prompt?: string;
}

/** What a context lets change sets change, by the word for it there. Each aggregate that has something binds one. */
export abstract class ChangeRoutes {
  abstract readonly routes: Readonly<Record<string, ChangeRoute>>;

  /** What all of the changes together mean for what is served, where that deserves a warning. */
  faults?(actor: Actor, project: string, made: readonly MadeChange[]): Promise<string[]>;
}
