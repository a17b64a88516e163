import type { StoredPrompt, StoredTag } from '../domain/stored-prompt';

/** Prompts as files, one folder each. */
export abstract class PromptFolder {
  /** Replaces what the folder holds; what is left of an earlier export goes when all of the new one is there. */
  abstract replace(tags: readonly StoredTag[], prompts: AsyncIterable<StoredPrompt>): Promise<void>;
  /** The project's tags, whether a prompt has them or not. Throws Invalid with what is wrong with their file. */
  abstract tags(): Promise<StoredTag[]>;
  /** By slug. Throws Invalid for a folder that is none of ours. */
  abstract slugs(): Promise<string[]>;
  /** Throws Invalid with what is wrong with its files. */
  abstract read(slug: string): Promise<StoredPrompt>;
}
