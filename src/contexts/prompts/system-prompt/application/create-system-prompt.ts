import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { SystemPrompt, SYSTEM_PROMPT_FIELDS, type SystemPromptContent } from '../domain/system-prompt';
import { SYSTEM_PROMPT_AUDIT } from '../domain/system-prompt-audit';
import type { SystemPromptRepository } from './system-prompt-repository.port';

export interface CreateSystemPromptCommand extends SystemPromptContent {
  readonly actor: Actor;
}

export class CreateSystemPrompt {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly prompts: SystemPromptRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, ...content }: CreateSystemPromptCommand): Promise<SystemPrompt> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'system-prompt:write');
      const prompt = SystemPrompt.create({ ...content, id: this.ids.next(), now: this.clock.now() });
      await this.prompts.add(prompt);
      const path = [prompt.state.id];
      this.outbox.append(
        auditFact({ rule: SYSTEM_PROMPT_AUDIT.create, actor, project: null, path, changes: SYSTEM_PROMPT_FIELDS }, null, prompt),
      );
      return prompt;
    });
  }
}
