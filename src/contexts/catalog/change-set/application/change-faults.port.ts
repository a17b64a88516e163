import type { Actor } from '#shared/actor';

/** The part of a made change that identifies its resource. */
export interface MadeChange {
  readonly action: string;
  readonly resource: string;
  readonly prompt?: string;
}

/** Finds what changes break together, for the context that knows it. */
export abstract class ChangeFaults {
  /** The warnings about the effect of all changes together on served texts. */
  abstract of(actor: Actor, project: string, made: readonly MadeChange[]): Promise<string[]>;
}
