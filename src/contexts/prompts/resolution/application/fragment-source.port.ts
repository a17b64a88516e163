import type { Actor } from '#shared/actor';
import type { PromptFragment } from '../domain/fragment';
import type { ReadingBudget } from '../domain/reading-budget';
import type { PromptAddress } from '../../template/domain/reference';

/** The caller, the permission and the environment for following references, and the budget. */
export interface ReferenceScope {
  readonly actor: Actor;
  /** The permission that the caller needs in a project to get a text of it. */
  readonly permission: string;
  /** The name of the environment for references without a tag; null means the newest versions. */
  readonly environment: string | null;
  readonly budget: ReadingBudget;
}

/** Finds the targets of references. */
export abstract class FragmentSource {
  /**
   * Returns the targets in the order of the addresses; null where there is none that the caller may see. It runs a constant number of
   * statements for each project and reads no more text than the budget allows.
   */
  abstract find(scope: ReferenceScope, addresses: readonly PromptAddress[]): Promise<(PromptFragment | null)[]>;
}
