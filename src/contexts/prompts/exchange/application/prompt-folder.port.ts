import type { StoredPrompt } from '../domain/stored-prompt';

/** Prompts as files, one folder each. */
export abstract class PromptFolder {
  /** Replaces what the folder holds; what is left of an earlier export goes when all of the new one is there. */
  abstract replace(prompts: AsyncIterable<StoredPrompt>): Promise<void>;
  /** By slug. Throws Invalid for a folder that is none of ours. */
  abstract slugs(): Promise<string[]>;
  /** Throws Invalid with what is wrong with its files. */
  abstract read(slug: string): Promise<StoredPrompt>;
}
