import type { Actor } from '#shared/actor';

export interface ListedEnvironment {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The environments in lists of projects. */
export abstract class ProjectEnvironments {
  /** The environments within the actor's reach by the id of their project, in the order of their creation. */
  abstract reachable(actor: Actor, projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly ListedEnvironment[]>>;
}
