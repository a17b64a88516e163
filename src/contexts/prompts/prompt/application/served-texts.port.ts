import type { Actor } from '#shared/actor';

/** The texts that environments serve, for changes of texts that they may show without a move of their pointers. */
export abstract class ServedTexts {
  /**
   * In words: what environments serve at this time, that shows a text of these prompts, and that nobody can resolve. After the change;
   * empty where all can be resolved, or the project has no such prompts.
   */
  abstract faults(actor: Actor, project: string, prompts: readonly string[]): Promise<string[]>;
}
