import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import { Invalid, type FieldError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { collectingFaults } from '#shared/validation';
import { Prompt, PROMPT_FIELDS } from '../domain/prompt';
import { PROMPT_AUDIT } from '../domain/prompt-audit';
import type { PromptType } from '../domain/prompt-type';
import type { NewTranslation } from '../domain/translation';
import type { NewVariable } from '../../template/domain/variable';
import { Version } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import type { ProjectCatalog } from './project-catalog.port';
import type { ProjectTags, TagRef } from './project-tags.port';
import type { PromptRepository } from './prompt-repository.port';
import { idsOf, tagChanges } from './prompt-tags';
import { initialTranslationFacts } from './translation-facts';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';

export interface CreatePromptCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly name: string;
  /** Null: the slug of the name. */
  readonly slug: string | null;
  /** Whether `slug` may be one without a letter or digit, as earlier releases made them. */
  readonly legacySlug?: boolean;
  readonly description: string | null;
  readonly type: PromptType;
  /** Names or ids. */
  readonly tags: readonly string[];
  readonly promptText: string;
  readonly languageCode: string;
  readonly variables: readonly NewVariable[];
  readonly literals: readonly string[];
  readonly translations: readonly NewTranslation[];
  readonly changeMessage: string | null;
  /** Whether version 1.0.0 is active from the start. */
  readonly activate: boolean;
}

export interface CreatedPrompt {
  readonly prompt: Prompt;
  readonly version: Version;
  readonly tags: readonly TagRef[];
}

const FIRST_TAG = '1.0.0';

/** A prompt with its first version and that version's translations, all or nothing. */
export class CreatePrompt {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly tags: ProjectTags,
    private readonly prompts: PromptRepository,
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute(command: CreatePromptCommand): Promise<CreatedPrompt> {
    return this.unitOfWork.run(async () => {
      const { actor } = command;
      const project = await this.catalog.project(actor, command.project, 'prompt:write');
      const { prompt, draft } = this.#make(command, project.id);
      const tags = await this.tags.byNamesOrIds(actor.tenantId, project.id, command.tags);
      const version = command.activate ? draft.activate(this.clock.now()) : draft;
      await this.prompts.add(prompt);
      if (tags.length > 0) await this.prompts.setTags(prompt, idsOf(tags));
      await this.versions.add(version);
      const { slug, revision } = prompt.state;
      this.outbox.append({
        rule: PROMPT_AUDIT.create,
        actor,
        resource: { id: `${project.slug}/${slug}`, revision, projectId: project.slug },
        changes: { ...changesBetween(null, prompt.state, PROMPT_FIELDS), ...tagChanges([], tags) },
      });
      this.outbox.append(versionFact(VERSION_AUDIT.create, actor, { project, prompt }, null, draft));
      if (version !== draft) this.outbox.append(versionFact(VERSION_AUDIT.activate, actor, { project, prompt }, draft, version));
      for (const each of initialTranslationFacts(actor, { project, prompt, version: draft })) this.outbox.append(each);
      return { prompt, version, tags };
    });
  }

  #make({ actor, project: _project, translations, ...input }: CreatePromptCommand, projectId: string): { prompt: Prompt; draft: Version } {
    const now = this.clock.now();
    const parent = { tenantId: actor.tenantId, projectId, now };
    const promptId = this.ids.next();
    const faults: FieldError[] = [];
    const prompt = collectingFaults(faults, () => Prompt.create({ ...pick(input), ...parent, id: promptId, ownerUserId: actor.id }));
    const draft = collectingFaults(faults, () =>
      Version.create({
        ...parent,
        id: this.ids.next(),
        promptId,
        versionTag: FIRST_TAG,
        promptText: input.promptText,
        languageCode: input.languageCode,
        variables: input.variables,
        literals: input.literals,
        changeMessage: input.changeMessage,
        translations,
        translationIds: translations.map(() => this.ids.next()),
        textRequired: true,
      }),
    );
    if (!prompt || !draft) throw new Invalid('prompts.prompt_invalid', faults);
    return { prompt, draft };
  }
}

const pick = ({ name, slug, legacySlug = false, description, type }: Omit<CreatePromptCommand, 'actor' | 'project' | 'translations'>) => ({
  name,
  slug,
  legacySlug,
  description,
  type,
});
