import type { StoredPrompt, StoredTag } from '../domain/stored-prompt';

/** The place of a text: a version of a prompt or of one of its assets, or the description of one of these. */
export interface TextPlace {
  readonly asset?: string | undefined;
  readonly tag?: string | undefined;
}

/** Prompts as files in a folder each. Faults are thrown as an Invalid whose errors name the files. */
export abstract class PromptFolder {
  /** Replaces the content of the folder. The files of an earlier export are removed when all new ones are written. */
  abstract replace(tags: readonly StoredTag[], prompts: AsyncIterable<StoredPrompt>): Promise<void>;
  /** The tags of the project, with or without prompts. */
  abstract tags(): Promise<StoredTag[]>;
  /** The names of the prompts' folders. */
  abstract names(): Promise<string[]>;
  /** Files in the place of prompts' folders. */
  abstract strays(): Promise<string[]>;
  abstract read(name: string): Promise<StoredPrompt>;
  /** The name of the file for this place, for messages. */
  abstract place(slug: string, of: TextPlace): string;
  /** The name of the file with the tags, for messages. */
  abstract readonly tagsPlace: string;
}
