import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { PROMPT_FIELDS, PromptInUse } from '../domain/prompt';
import { PROMPT_AUDIT } from '../domain/prompt-audit';
import type { PromptLookup } from './prompt-lookup';
import type { PromptRepository } from './prompt-repository.port';
import { promptParent } from './version-lookup';
import type { VersionPointers } from './version-pointers.port';
import type { RemovalGuard } from '../../text/application/removal-guard.port';

export interface DeletePromptCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly expectedRevision?: ExpectedRevision;
  /** Whether the server refuses if anything refers to it. */
  readonly ifUnused?: boolean;
}

/**
 * Removes a prompt with its versions. It refuses while an environment points at a version of the prompt or of its assets, or others refer
 * to it.
 */
export class DeletePrompt {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly prompts: PromptRepository,
    private readonly pointers: VersionPointers,
    private readonly dependents: RemovalGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute({ actor, project: projectSlug, prompt: promptSlug, expectedRevision, ifUnused = false }: DeletePromptCommand): Promise<void> {
    return this.unitOfWork.run(async () => {
      const { project, prompt } = await this.lookup.require(actor, 'prompt:write', projectSlug, promptSlug);
      requireRevision('Prompt', promptSlug, prompt.state, expectedRevision);
      const using = await this.pointers.environmentsUsing(actor.tenantId, prompt.state.id);
      if (using.length > 0) throw new PromptInUse(promptSlug, await this.lookup.environmentNames(actor, project, using));
      await this.dependents.requireUnneeded(promptParent({ project, prompt }), null, { actor, ifUnused });
      const removed = await this.prompts.remove(prompt);
      const subject = { rule: PROMPT_AUDIT.delete, actor, project: project.slug, path: [prompt.state.slug], changes: PROMPT_FIELDS };
      this.outbox.append(auditFact({ ...subject, details: { removed } }, prompt));
    });
  }
}
