import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { SystemPrompt } from '../domain/system-prompt';
import type { SystemPromptRepository } from './system-prompt-repository.port';

/** Reads a system prompt by its name, or all of them. */
export class ReadSystemPrompts {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly prompts: SystemPromptRepository,
  ) {}

  async list(actor: Actor, query: ListQuery): Promise<Page<SystemPrompt>> {
    this.policy.require(actor, 'system-prompt:read');
    return this.prompts.page(query);
  }

  async byName(actor: Actor, name: string): Promise<SystemPrompt> {
    this.policy.require(actor, 'system-prompt:read');
    return this.prompts.require(name);
  }
}
