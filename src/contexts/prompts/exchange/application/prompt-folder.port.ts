import type { StoredPrompt, StoredTag } from '../domain/stored-prompt';

/** Where a text stands: in a version of a prompt or of its asset, or in what describes these. */
export interface TextPlace {
  readonly asset?: string | undefined;
  readonly tag?: string | undefined;
}

/** Prompts as files, one folder each. Faults are thrown as an Invalid, whose errors name the files. */
export abstract class PromptFolder {
  /** Replaces what the folder holds; what is left of an earlier export goes when all of the new one is there. */
  abstract replace(tags: readonly StoredTag[], prompts: AsyncIterable<StoredPrompt>): Promise<void>;
  /** The project's tags, whether a prompt has them or not. */
  abstract tags(): Promise<StoredTag[]>;
  /** What the folders of its prompts are called. */
  abstract names(): Promise<string[]>;
  /** Files that stand where only folders of prompts do. */
  abstract strays(): Promise<string[]>;
  abstract read(name: string): Promise<StoredPrompt>;
  /** The file in which that stands, for messages. */
  abstract place(slug: string, of: TextPlace): string;
  /** The file of the tags, for messages. */
  abstract readonly tagsPlace: string;
}
