import type { SystemPrompt } from '../../domain/system-prompt';

/** An instruction for a model, shared by all tenants. */
export interface SystemPromptDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "release-notes" */
  name: string;
  /** @example "Turns a list of changes into release notes" */
  description: string | null;
  /** @example "Write release notes in ${language}. The user gives the list of changes." */
  promptText: string;
  /** @example "writing" */
  category: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface CreateSystemPromptDto {
  /**
   * Unique in the installation and compared by bytes; 1 to 100 characters. The server removes white space at its ends.
   * @example "release-notes"
   */
  name: string;
  /**
   * At most 1 MiB. The text is literal: only `${name}` is replaced by the value of the variable `name`.
   * @example "Write release notes in ${language}. The user gives the list of changes."
   */
  promptText: string;
  /**
   * At most 500 characters.
   * @example "Turns a list of changes into release notes"
   */
  description?: string | null;
  /**
   * At most 50 characters.
   * @example "writing"
   */
  category?: string | null;
  /** The server accepts and ignores it, because all tenants share system prompts. */
  tenantId?: unknown;
}

export interface UpdateSystemPromptDto {
  /** @example "release-notes-long" */
  name?: string | null;
  /** @example "Write detailed release notes in ${language}. The user gives the list of changes." */
  promptText?: string | null;
  /** Null clears it. */
  description?: string | null;
  /** Null clears it. */
  category?: string | null;
  /** The server accepts and ignores it, because all tenants share system prompts. */
  tenantId?: unknown;
}

export function systemPromptDto({ state }: SystemPrompt): SystemPromptDto {
  const { id, name, description, promptText, category, createdAt, updatedAt } = state;
  return { id, name, description, promptText, category, createdAt, updatedAt };
}
