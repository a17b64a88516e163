import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { PromptCopies } from '../../marketplace/application/prompt-copies.port';
import type { PromptCopy } from '../../marketplace/domain/prompt-copy';
import type { Prompt } from '../domain/prompt';
import type { EnvironmentRef, ProjectCatalog } from './project-catalog.port';
import type { ProjectTags, TagRef } from './project-tags.port';
import type { LocatedPrompt, PromptLookup } from './prompt-lookup';
import type { PromptRepository } from './prompt-repository.port';
import type { VersionRepository } from './version-repository.port';
import type { TranslationRepository } from './translation-repository.port';
import type { VersionPointers } from './version-pointers.port';
import type { TextTranslation } from '../../text/domain/text-translation';
import type { TextVersion } from '../../text/domain/text-version';
import type { VersionTag } from '../../text/application/text-version-repository.port';

export interface ListedPrompt {
  readonly prompt: Prompt;
  readonly tags: readonly TagRef[];
  /** Newest first. */
  readonly versions: readonly VersionTag[];
}

export interface DetailedVersion {
  readonly version: TextVersion;
  readonly translations: readonly TextTranslation[];
  readonly environments: readonly EnvironmentRef[];
}

export interface DetailedPrompt {
  readonly prompt: Prompt;
  readonly tags: readonly TagRef[];
  /** Newest first. */
  readonly versions: readonly DetailedVersion[];
  /** Absent or null if it is no copy of a published version. */
  readonly origin?: PromptCopy | null;
}

/** Reads all prompts of a project, or one with everything that it has. */
export class ReadPrompts {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly tags: ProjectTags,
    private readonly lookup: PromptLookup,
    private readonly prompts: PromptRepository,
    private readonly versions: VersionRepository,
    private readonly translations: TranslationRepository,
    private readonly pointers: VersionPointers,
    private readonly copies: PromptCopies,
  ) {}

  /** The number of statements does not depend on the number of prompts of a page. */
  async list(actor: Actor, projectSlug: string, query: ListQuery): Promise<Page<ListedPrompt>> {
    const project = await this.catalog.project(actor, projectSlug, 'prompt:read');
    const { tag } = query.filters;
    const all = tag === undefined ? null : await this.tags.of(actor.tenantId, project.id);
    const wanted = all?.find((each) => each.name === tag);
    if (all && !wanted) return { items: [], next: null };
    const page = await this.prompts.page(actor.tenantId, project.id, query, wanted?.id ?? null);
    // For a whole project the prompts need not be named.
    const ids = query.limit === null ? null : page.items.map(({ state }) => state.id);
    const versions = groupedBy(await this.versions.tagsOf(actor.tenantId, project.id, ids), (each) => each.parentId);
    const readable = await this.#readable(actor, project.id, page.items);
    const tagged = groupedBy(await this.prompts.tagsOf(actor.tenantId, project.id, ids), (each) => each.promptId);
    const tags = all ?? (tagged.size === 0 ? [] : await this.tags.of(actor.tenantId, project.id));
    return mapPage(page, (prompt) => {
      const ofIt = new Set(tagged.get(prompt.state.id)?.map((each) => each.tagId));
      const its = versions.get(prompt.state.id) ?? [];
      return { prompt, tags: tags.filter((each) => ofIt.has(each.id)), versions: its.filter((each) => readable?.has(each.id) ?? true) };
    });
  }

  /** The ids of the versions that a key restricted to environments may read: those that they serve, and no drafts. Null: all versions. */
  async #readable(actor: Actor, projectId: string, prompts: readonly Prompt[]): Promise<Set<string> | null> {
    if (!actor.scopes?.environments) return null;
    const environments = (await this.catalog.environments(actor, projectId)).map((each) => each.id);
    const ids = prompts.map(({ state }) => state.id);
    const pointers = await this.pointers.inEnvironments(actor.tenantId, environments, ids);
    return new Set(pointers.map(({ state }) => state.versionId));
  }

  async detail(actor: Actor, projectSlug: string, promptSlug: string): Promise<DetailedPrompt> {
    const located = await this.lookup.require(actor, 'prompt:read', projectSlug, promptSlug);
    await this.requireShort(located);
    return this.detailOf(actor, located);
  }

  /** Whatever its length: exports have a limit of their own, and a prompt that was just created is always shown. */
  async whole(actor: Actor, projectSlug: string, promptSlug: string): Promise<DetailedPrompt> {
    return this.detailOf(actor, await this.lookup.require(actor, 'prompt:read', projectSlug, promptSlug));
  }

  /** Throws Invalid if the detail is longer than one response may be. */
  requireShort({ prompt: { state } }: Pick<LocatedPrompt, 'prompt'>): Promise<void> {
    return this.versions.requireShort(state.tenantId, state.id);
  }

  /** Reads a prompt that the caller has just changed, without a check of permissions. */
  async detailOf(actor: Actor, { project, prompt }: LocatedPrompt): Promise<DetailedPrompt> {
    const { tenantId } = actor;
    const versions = await this.versions.list(tenantId, prompt.state.id);
    const ids = versions.map((each) => each.state.id);
    const translations = groupedBy(await this.translations.ofVersions(tenantId, ids), ({ state }) => state.versionId);
    const pointers = groupedBy(await this.pointers.of(tenantId, prompt.state.id), (each) => each.state.versionId);
    const environments = pointers.size === 0 ? [] : await this.catalog.environments(actor, project.id);
    const named = new Map(environments.map((each) => [each.id, each]));
    const detailed = versions.map((version) => ({
      version,
      translations: translations.get(version.state.id) ?? [],
      environments: (pointers.get(version.state.id) ?? []).flatMap((each) => named.get(each.state.environmentId) ?? []),
    }));
    return {
      prompt,
      origin: await this.copies.ofPrompt(tenantId, prompt.state.id),
      // A prompt may be deleted between the two reads.
      tags: await this.tags.present(tenantId, project.id, await this.prompts.tagIds(tenantId, prompt.state.id)),
      // A key that is restricted to environments reads what these serve, and no drafts.
      versions: actor.scopes?.environments ? detailed.filter((each) => each.environments.length > 0) : detailed,
    };
  }
}
