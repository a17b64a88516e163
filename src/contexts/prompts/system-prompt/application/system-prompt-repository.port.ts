import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { SystemPromptNotFound, type SystemPrompt, type SystemPromptState } from '../domain/system-prompt';

export const SYSTEM_PROMPT_LIST: ListRules<SystemPromptState> = {
  sort: { name: 'name', createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: 'name',
  tie: 'id',
  search: ['name', 'description', 'category'],
  filters: {},
};

/** System prompts belong to no tenant. */
export abstract class SystemPromptRepository {
  /** Throws SystemPromptTaken when there is one of that name. */
  abstract add(prompt: SystemPrompt): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and SystemPromptTaken. */
  abstract update(prompt: SystemPrompt): Promise<void>;
  abstract remove(prompt: SystemPrompt): Promise<void>;
  /** The name is compared by bytes, without white space at its ends. */
  abstract find(name: string): Promise<SystemPrompt | null>;
  abstract page(query: ListQuery): Promise<Page<SystemPrompt>>;

  /** Works like find, and throws SystemPromptNotFound instead of returning null. */
  async require(name: string): Promise<SystemPrompt> {
    const prompt = await this.find(name);
    if (!prompt) throw new SystemPromptNotFound(name);
    return prompt;
  }
}
