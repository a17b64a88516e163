import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { guardedTags, type Prompt, type PromptPatch } from '../domain/prompt';
import { PROMPT_AUDIT } from '../domain/prompt-audit';
import type { ProjectTags, TagRef } from './project-tags.port';
import type { PromptLookup } from './prompt-lookup';
import type { PromptRepository } from './prompt-repository.port';
import { idsOf, promptChanges } from './prompt-tags';
import type { DetailedPrompt, ReadPrompts } from './read-prompts';

export interface UpdatePromptCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly patch: PromptPatch;
  /** Replaces the whole set if it is given. */
  readonly tagIds?: readonly string[];
  readonly expectedRevision?: ExpectedRevision;
  /** Whether the caller wants to see everything that the prompt has right after the change. */
  readonly inDetail?: boolean;
}

export interface UpdatedPrompt {
  readonly prompt: Prompt;
  readonly detail: DetailedPrompt | null;
}

interface NewTags {
  readonly before: readonly TagRef[];
  readonly after: readonly TagRef[];
}

export class UpdatePrompt {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly tags: ProjectTags,
    private readonly prompts: PromptRepository,
    private readonly reads: ReadPrompts,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute(command: UpdatePromptCommand): Promise<UpdatedPrompt> {
    const { actor, project: projectSlug, prompt: promptSlug, patch, tagIds, expectedRevision, inDetail = false } = command;
    return this.unitOfWork.run(async () => {
      const { project, prompt: before } = await this.lookup.require(actor, 'prompt:write', projectSlug, promptSlug);
      let tags: NewTags | undefined;
      const prompt = await revise(this.outbox, {
        what: 'Prompt',
        id: promptSlug,
        expected: expectedRevision,
        before,
        change: async () => {
          if (tagIds === undefined && Object.values(patch).every((each) => each === undefined)) {
            throw new Invalid('prompts.nothing_to_change', [
              { pointer: '', message: 'at least one of name, description, type, tagIds must be given' },
            ]);
          }
          // This is checked before any change: a change whose response cannot be shown is refused.
          if (inDetail) await this.reads.requireShort({ prompt: before });
          if (tagIds !== undefined) tags = await this.#newTags(before, guardedTags('/tagIds', tagIds));
          return before.change({ ...patch, retag: tags !== undefined }, this.clock.now());
        },
        save: async (after) => {
          await this.prompts.update(after);
          if (tags) await this.prompts.setTags(after, idsOf(tags.after));
        },
        fact: (after) => ({
          rule: PROMPT_AUDIT.update,
          actor,
          project: project.slug,
          path: [after.state.slug],
          changes: promptChanges(tags?.before ?? [], tags?.after ?? []),
        }),
      });
      return { prompt, detail: inDetail ? await this.reads.detailOf(actor, { project, prompt }) : null };
    });
  }

  /** Undefined if the prompt has exactly these already. */
  async #newTags({ state: { tenantId, projectId, id } }: Prompt, wanted: readonly string[]): Promise<NewTags | undefined> {
    const after = await this.tags.byIds(tenantId, projectId, wanted);
    const had = await this.prompts.tagIds(tenantId, id);
    if (had.length === after.length && idsOf(after).every((each) => had.includes(each))) return undefined;
    return { before: await this.tags.present(tenantId, projectId, had), after };
  }
}
