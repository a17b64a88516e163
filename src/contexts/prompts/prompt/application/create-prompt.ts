import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { Invalid, type FieldError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { collectingFaults } from '#shared/validation';
import { Prompt } from '../domain/prompt';
import type { PromptType } from '../domain/prompt-type';
import type { NewVariable } from '../../template/domain/variable';
import type { ProjectCatalog } from './project-catalog.port';
import type { ProjectTags, TagRef } from './project-tags.port';
import type { PromptRepository } from './prompt-repository.port';
import { idsOf, promptCreated } from './prompt-tags';
import type { VersionRepository } from './version-repository.port';
import type { NewTextTranslation } from '../../text/domain/text-translation';
import type { TextVersion } from '../../text/domain/text-version';
import type { TextTranslation } from '../../text/domain/text-translation';
import { newTextVersion } from '../../text/domain/new-text-version';
import { initialTranslationFacts, versionFact } from '../../text/application/text-facts';
import { PROMPT_TEXT } from '../domain/prompt-text';
import { promptParent } from './version-lookup';

export interface CreatePromptCommand {
  readonly actor: Actor;
  /** The slug of the project. */
  readonly project: string;
  readonly name: string;
  /** Null: the slug of the name. */
  readonly slug: string | null;
  /** Whether `slug` may have neither letter nor digit, as in earlier releases. */
  readonly legacySlug?: boolean;
  readonly description: string | null;
  readonly type: PromptType;
  /** Names or ids. */
  readonly tags: readonly string[];
  readonly promptText: string;
  readonly languageCode: string;
  readonly variables: readonly NewVariable[];
  readonly literals: readonly string[];
  readonly translations: readonly NewTextTranslation[];
  readonly changeMessage: string | null;
  /** Whether version 1.0.0 is active from the start. */
  readonly activate: boolean;
}

export interface CreatedPrompt {
  readonly prompt: Prompt;
  readonly version: TextVersion;
  readonly translations: readonly TextTranslation[];
  readonly tags: readonly TagRef[];
}

interface MadePrompt {
  readonly prompt: Prompt;
  readonly draft: TextVersion;
  readonly translations: readonly TextTranslation[];
}

const FIRST_TAG = '1.0.0';

/** Creates a prompt with its first version and that version's translations, or nothing. */
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
      const { prompt, draft, translations } = this.#make(command, project.id);
      const tags = await this.tags.byNamesOrIds(actor.tenantId, project.id, command.tags);
      const version = command.activate ? draft.activate(this.clock.now()) : draft;
      await this.prompts.add(prompt);
      if (tags.length > 0) await this.prompts.setTags(prompt, idsOf(tags));
      await this.versions.add(version, translations);
      this.outbox.append(promptCreated(actor, project, prompt, tags));
      const parent = promptParent({ project, prompt });
      const { create, activate } = PROMPT_TEXT.audit.version;
      this.outbox.append(versionFact(create, actor, parent, null, draft));
      if (version !== draft) this.outbox.append(versionFact(activate, actor, parent, draft, version));
      for (const each of initialTranslationFacts(actor, { parent, version }, translations)) this.outbox.append(each);
      return { prompt, version, translations, tags };
    });
  }

  #make({ actor, project: _project, translations, ...input }: CreatePromptCommand, projectId: string): MadePrompt {
    const now = this.clock.now();
    const parent = { tenantId: actor.tenantId, projectId, now };
    const promptId = this.ids.next();
    const faults: FieldError[] = [];
    const prompt = collectingFaults(faults, () => Prompt.create({ ...pick(input), ...parent, id: promptId, ownerUserId: actor.id }));
    const first = collectingFaults(faults, () =>
      newTextVersion(PROMPT_TEXT, {
        ...parent,
        id: this.ids.next(),
        promptId,
        parentId: promptId,
        versionTag: FIRST_TAG,
        text: input.promptText,
        languageCode: input.languageCode,
        variables: input.variables,
        literals: input.literals,
        changeMessage: input.changeMessage,
        translations,
        translationIds: translations.map(() => this.ids.next()),
        body: PROMPT_TEXT.firstBody,
      }),
    );
    if (!prompt || !first) throw new Invalid('prompts.prompt_invalid', faults);
    return { prompt, draft: first.version, translations: first.translations };
  }
}

const pick = ({ name, slug, legacySlug = false, description, type }: Omit<CreatePromptCommand, 'actor' | 'project' | 'translations'>) => ({
  name,
  slug,
  legacySlug,
  description,
  type,
});
