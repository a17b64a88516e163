import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { SYSTEM_PROMPT_FIELDS, type SystemPrompt, type SystemPromptContent } from '../domain/system-prompt';
import { SYSTEM_PROMPT_AUDIT } from '../domain/system-prompt-audit';
import type { SystemPromptRepository } from './system-prompt-repository.port';

export interface UpdateSystemPromptCommand {
  readonly actor: Actor;
  readonly name: string;
  readonly patch: Partial<SystemPromptContent>;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateSystemPrompt {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly prompts: SystemPromptRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, name, patch, expectedRevision }: UpdateSystemPromptCommand): Promise<SystemPrompt> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'system-prompt:write');
      const before = await this.prompts.require(name);
      return revise(this.outbox, {
        what: 'System prompt',
        id: name,
        expected: expectedRevision,
        before,
        change: (prompt) => prompt.change(patch, this.clock.now()),
        save: (prompt) => this.prompts.update(prompt),
        fact: { rule: SYSTEM_PROMPT_AUDIT.update, actor, project: null, path: [before.state.id], changes: SYSTEM_PROMPT_FIELDS },
      });
    });
  }
}
