import type { PromptCopy } from '../domain/prompt-copy';

/** The prompts that were copied from the marketplace and still exist. */
export abstract class PromptCopies {
  abstract add(copy: PromptCopy): Promise<void>;
  /** Null if the prompt is no copy. */
  abstract ofPrompt(tenantId: string, promptId: string): Promise<PromptCopy | null>;
  /** The number of copies of each of these versions; versions without copies are left out. */
  abstract counts(tenantId: string, versionIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  abstract count(tenantId: string): Promise<number>;
}
