import type { Actor } from '#shared/actor';
import type { PromptFragment } from '../domain/fragment';
import type { PromptAddress } from '../domain/reference';

/** For whom, with which right and in which environment references are followed. */
export interface ReferenceScope {
  readonly actor: Actor;
  /** What the caller must be allowed in a project to have a text of it put in. */
  readonly permission: string;
  /** Name of the environment that untagged references are read in; null: the newest. */
  readonly environment: string | null;
}

/** Finds what references lead to. */
export abstract class FragmentSource {
  /** In the order of the addresses; null where nothing is, or nothing that the caller may see. A constant number of statements a project. */
  abstract find(scope: ReferenceScope, addresses: readonly PromptAddress[]): Promise<(PromptFragment | null)[]>;
}
