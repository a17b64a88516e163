import type { Actor } from '#shared/actor';
import type { Version } from '../domain/version';
import type { LocatedPrompt } from './prompt-lookup';

export interface RemovalOptions {
  readonly actor: Actor;
  /** Whether anything that refers to it is a reason, also what nobody uses yet. */
  readonly ifUnused: boolean;
}

/** Keeps prompts and versions that other texts need. */
export abstract class PromptRemovalGuard {
  /**
   * Throws when others refer to the version, or with null to any version of the prompt. To be called before the change, in its
   * transaction: nobody brings a reference into use until that ends.
   */
  abstract prompt(located: LocatedPrompt, version: Version | null, options: RemovalOptions): Promise<void>;
}
