import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import type { PromptCopies } from '../../marketplace/application/prompt-copies.port';
import type { MarketQuery } from '../../marketplace/domain/market-query';
import { PublishedTexts } from '../../text/application/published-texts';
import type { TextVersion } from '../../text/domain/text-version';
import type { Prompt } from '../domain/prompt';
import type { ProjectTags, TagRef } from './project-tags.port';
import type { PromptRepository } from './prompt-repository.port';
import type { NamedProject, PublishedProjects } from './published-projects.port';
import type { VersionListings } from './version-listings.port';
import type { VersionPointers } from './version-pointers.port';

export interface PublishedPrompt {
  readonly version: TextVersion;
  /** Whether at least one environment points at the version. */
  readonly isActive: boolean;
  readonly prompt: Prompt;
  readonly project: NamedProject;
  readonly tags: readonly TagRef[];
  /** The number of prompts that were copied from the version and still exist. */
  readonly copies: number;
}

export interface MarketPage<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/** Reads the published versions of prompts of the caller's tenant, those of projects that are closed to them as well. */
export class ReadPublishedPrompts {
  readonly #published: PublishedTexts;

  constructor(
    private readonly policy: AccessPolicy,
    listings: VersionListings,
    private readonly prompts: PromptRepository,
    private readonly tags: ProjectTags,
    private readonly projects: PublishedProjects,
    private readonly pointers: VersionPointers,
    private readonly copies: PromptCopies,
  ) {
    this.#published = new PublishedTexts(listings, prompts);
  }

  async execute(actor: Actor, query: MarketQuery): Promise<MarketPage<PublishedPrompt>> {
    this.policy.require(actor, 'marketplace:read');
    const { tenantId } = actor;
    const { versions, hasMore } = await this.#published.page(tenantId, query);
    const promptIds = [...new Set(versions.map(({ state }) => state.parentId))];
    const prompts = new Map((await this.prompts.byIds(tenantId, promptIds)).map((prompt) => [prompt.state.id, prompt]));
    const tagged = promptIds.length === 0 ? [] : await this.prompts.tagsOf(tenantId, null, promptIds);
    const tagsOf = groupedBy(tagged, (each) => each.promptId);
    const tags = await this.tags.ofAnyProject(tenantId, [...new Set(tagged.map((each) => each.tagId))]);
    const projectIds = versions.map(({ state }) => state.projectId);
    const versionIds = versions.map(({ state }) => state.id);
    const projects = await this.projects.named(tenantId, projectIds);
    const pointed = await this.pointers.pointed(tenantId, versionIds);
    const copies = await this.copies.counts(tenantId, versionIds);
    const items = versions.flatMap((version) => {
      const prompt = prompts.get(version.state.parentId);
      const project = projects.get(version.state.projectId);
      // It is deleted since it was chosen.
      if (!prompt || !project) return [];
      const { id } = version.state;
      const its = new Set(tagsOf.get(prompt.state.id)?.map((each) => each.tagId));
      const shown = { isActive: pointed.has(id), tags: tags.filter((each) => its.has(each.id)), copies: copies.get(id) ?? 0 };
      return [{ version, prompt, project, ...shown }];
    });
    return { items, hasMore };
  }
}
