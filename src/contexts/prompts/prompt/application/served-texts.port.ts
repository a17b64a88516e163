import type { Actor } from '#shared/actor';

/** Checks the texts that environments serve, after changes of texts that they may show without a move of their pointers. */
export abstract class ServedTexts {
  /**
   * The texts, in words, that environments serve now, that show a text of these prompts, and that cannot be resolved. Call it after the
   * change. The list is empty if everything can be resolved, or if the project has no such prompts.
   */
  abstract faults(actor: Actor, project: string, prompts: readonly string[]): Promise<string[]>;
}
