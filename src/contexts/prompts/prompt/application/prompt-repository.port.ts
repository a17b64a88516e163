import type { Counts } from '#shared/audit';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Prompt, PromptState } from '../domain/prompt';

/** `status` and `language`: of at least one version; `language` also of a translation. */
export const PROMPT_LIST: ListRules<PromptState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name', id: 'slug' },
  order: 'createdAt',
  tie: 'id',
  search: ['name', 'slug', 'description'],
  filters: {
    type: ['SYSTEM', 'USER', 'ASSISTANT', 'GUARD', 'COMPOSITE', 'CONTEXT', 'FUNCTION', 'EXAMPLE', 'TEMPLATE'],
    status: ['draft', 'active', 'archived'],
    language: [],
    tag: [],
  },
};

export interface PromptTag {
  readonly promptId: string;
  readonly tagId: string;
}

/** What a resolve reads of prompts. */
export type PromptReader = Pick<PromptRepository, 'find' | 'bySlugs'>;

export abstract class PromptRepository {
  /** Throws PromptTaken if the project has a prompt with that slug. */
  abstract add(prompt: Prompt): Promise<void>;
  /** Replaces the previous revision. Throws StaleRevision if that is not the stored one. */
  abstract update(prompt: Prompt): Promise<void>;
  /**
   * Removes it with its versions, assets and translations, and returns their numbers. Throws StaleRevision, and PromptInUse if an
   * environment points at one.
   */
  abstract remove(prompt: Prompt): Promise<Counts>;
  abstract find(tenantId: string, projectId: string, slug: string): Promise<Prompt | null>;
  /** The prompts of the project that have one of the ids. */
  abstract ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<Prompt[]>;
  /** The prompts of any project, in no order. Refuses (Invalid) more bytes than one response may have. */
  abstract byIds(tenantId: string, ids: readonly string[]): Promise<Prompt[]>;
  /** Names by id, of those whose name or description contains the text in any case; null: of all. */
  abstract names(tenantId: string, ids: readonly string[], search: string | null): Promise<ReadonlyMap<string, string>>;
  /** The existing ones, in no order. */
  abstract bySlugs(tenantId: string, wanted: readonly Pick<PromptState, 'projectId' | 'slug'>[]): Promise<Prompt[]>;
  /** The number of prompts with that tag, or of all prompts (null). */
  abstract page(tenantId: string, projectId: string, query: ListQuery, tagId: string | null): Promise<Page<Prompt>>;
  /** The ids of the prompt's tags, in no order. */
  abstract tagIds(tenantId: string, promptId: string): Promise<string[]>;
  /** The tags of all prompts of a project, or of those with the given ids. Without a project: of these prompts of any project. */
  abstract tagsOf(tenantId: string, projectId: string | null, promptIds: readonly string[] | null): Promise<PromptTag[]>;
  /** Replaces the whole set. Throws NotFound if one of them is deleted at the same time. */
  abstract setTags(prompt: Prompt, tagIds: readonly string[]): Promise<void>;
  /** The prompts as they stood at that time. */
  abstract at(time: Date): PromptReader;
}
