import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { SYSTEM_PROMPT_FIELDS, type SystemPrompt } from '../domain/system-prompt';
import { SYSTEM_PROMPT_AUDIT } from '../domain/system-prompt-audit';
import type { SystemPromptRepository } from './system-prompt-repository.port';

export interface DeleteSystemPromptCommand {
  readonly actor: Actor;
  readonly name: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteSystemPrompt {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly prompts: SystemPromptRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the system prompt as it was. */
  execute({ actor, name, expectedRevision }: DeleteSystemPromptCommand): Promise<SystemPrompt> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'system-prompt:write');
      const prompt = await this.prompts.require(name);
      requireRevision('System prompt', name, prompt.state, expectedRevision);
      await this.prompts.remove(prompt);
      const path = [prompt.state.id];
      this.outbox.append(
        auditFact({ rule: SYSTEM_PROMPT_AUDIT.delete, actor, project: null, path, changes: SYSTEM_PROMPT_FIELDS }, prompt),
      );
      return prompt;
    });
  }
}
