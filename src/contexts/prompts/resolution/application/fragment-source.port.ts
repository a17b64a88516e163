import type { Actor } from '#shared/actor';
import type { PromptFragment } from '../domain/fragment';
import type { ReadingBudget } from '../domain/reading-budget';
import type { PromptAddress } from '../../template/domain/reference';

/** For whom, with which right and in which environment references are followed, and how far. */
export interface ReferenceScope {
  readonly actor: Actor;
  /** What the caller must be allowed in a project to have a text of it put in. */
  readonly permission: string;
  /** Name of the environment that untagged references are read in; null: the newest. */
  readonly environment: string | null;
  readonly budget: ReadingBudget;
}

/** Finds what references lead to. */
export abstract class FragmentSource {
  /** In the order of the addresses; null where nothing is, or nothing that the caller may see. A constant number of statements a project, and no more text than the budget has. */
  abstract find(scope: ReferenceScope, addresses: readonly PromptAddress[]): Promise<(PromptFragment | null)[]>;
}
