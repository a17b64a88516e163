import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { PROMPT_FIELDS, refuseTags, type Prompt, type PromptPatch } from '../domain/prompt';
import { PROMPT_AUDIT } from '../domain/prompt-audit';
import type { PromptLookup } from './prompt-lookup';
import type { PromptRepository } from './prompt-repository.port';

export interface UpdatePromptCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly patch: PromptPatch;
  /** Replaces the whole set when given. */
  readonly tagIds?: readonly string[];
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdatePrompt {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly prompts: PromptRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: projectSlug, prompt: promptSlug, patch, tagIds, expectedRevision }: UpdatePromptCommand): Promise<Prompt> {
    return this.unitOfWork.run(async () => {
      const { project, prompt: before } = await this.lookup.require(actor, 'prompt:write', projectSlug, promptSlug);
      requireRevision('Prompt', promptSlug, before.state.revision, expectedRevision);
      if (tagIds === undefined && Object.values(patch).every((each) => each === undefined)) {
        throw new Invalid('prompts.nothing_to_change', [
          { pointer: '', message: 'at least one of name, description, type, tagIds must be given' },
        ]);
      }
      const after = before.change(patch, this.clock.now());
      refuseTags(tagIds ?? []);
      const fact = {
        rule: PROMPT_AUDIT.update,
        actor,
        resource: { id: `${project.slug}/${after.state.slug}`, revision: after.state.revision, projectId: project.slug },
        changes: changesBetween(before.state, after.state, PROMPT_FIELDS),
      };
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.prompts.update(after);
      this.outbox.append(fact);
      return after;
    });
  }
}
