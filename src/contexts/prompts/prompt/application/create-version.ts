import { isVersionTag } from '#shared/semver';
import { sameLanguage } from '../../template/domain/language';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { asReferredTo } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { inheritedTag } from '../domain/breaking-variables';
import type { NewTranslation } from '../domain/translation';
import type { NewVariable } from '../../template/domain/variable';
import { Version } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import { VersionNotFound } from '../domain/version-errors';
import type { ProjectModels } from './project-models.port';
import type { LocatedPrompt, PromptLookup } from './prompt-lookup';
import { isLatest } from './read-versions';
import { initialTranslationFacts } from './translation-facts';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';

export interface CreateVersionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  readonly promptText: string;
  readonly languageCode: string;
  /** Null: those that the version before declares. */
  readonly variables: readonly NewVariable[] | null;
  readonly literals: readonly string[];
  /** Id of an AI model of the project. */
  readonly aiModelId?: string | null;
  readonly translations: readonly NewTranslation[];
  /** Tag of the version (or `latest`) whose translations are taken over, in languages that are not given. */
  readonly translationsFrom?: string | null;
  readonly changeMessage: string | null;
}

/** A draft with its translations, all or nothing. */
export class CreateVersion {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly models: ProjectModels,
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project, prompt: promptSlug, translationsFrom = null, ...input }: CreateVersionCommand): Promise<Version> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'version:write', project, promptSlug);
      const translations = [...input.translations, ...(await this.#takenOver(located, translationsFrom, input.translations))];
      const version = Version.create({
        ...input,
        variables: input.variables ?? (await this.#inherited(located, input.versionTag.trim())),
        translations,
        id: this.ids.next(),
        tenantId: actor.tenantId,
        projectId: located.project.id,
        promptId: located.prompt.state.id,
        translationIds: translations.map(() => this.ids.next()),
        textRequired: false,
        now: this.clock.now(),
      });
      if (input.aiModelId != null) await this.models.hold(actor.tenantId, located.project.id, input.aiModelId);
      await this.versions.add(version);
      this.outbox.append(versionFact(VERSION_AUDIT.create, actor, located, null, version));
      for (const each of initialTranslationFacts(actor, { ...located, version })) this.outbox.append(each);
      return version;
    });
  }

  /** Clients that know nothing of declarations neither drop defaults by that nor make required what could be left out. */
  async #inherited({ project, prompt }: LocatedPrompt, tag: string): Promise<readonly NewVariable[]> {
    if (!isVersionTag(tag)) return [];
    const { tenantId, id: promptId } = prompt.state;
    const active = await this.versions.activeTags(tenantId, [promptId]);
    const all = await this.versions.tagsOf(tenantId, project.id, [promptId]);
    const from = inheritedTag(tag, active.map(tagOf), all.map(tagOf));
    const version = from === undefined ? null : await this.versions.findByTag(tenantId, promptId, from);
    return version?.state.variablesDeclared ? version.state.variables : [];
  }

  /** With the hashes of what they were made from, so that they are stale where the new text differs. */
  async #takenOver({ prompt }: LocatedPrompt, from: string | null, given: readonly NewTranslation[]): Promise<NewTranslation[]> {
    if (from === null) return [];
    const { tenantId, id: promptId } = prompt.state;
    const earlier = isLatest(from)
      ? await this.versions.newest(tenantId, promptId)
      : await this.versions.findByTag(tenantId, promptId, from);
    if (!earlier) throw asReferredTo(new VersionNotFound(from));
    const translations = await this.versions.translations(tenantId, [earlier.state.id]);
    return translations
      .filter((each) => !given.some(({ languageCode }) => sameLanguage(languageCode.trim(), each.languageCode)))
      .map(({ languageCode, promptText, sourceHash }) => ({ languageCode, promptText, sourceHash }));
  }
}

const tagOf = ({ versionTag }: { readonly versionTag: string }): string => versionTag;
