import type { Prompt, PromptState } from '../domain/prompt';

export interface PromptTag {
  readonly promptId: string;
  readonly tagId: string;
}

export abstract class PromptRepository {
  /** Throws PromptTaken when the project has one of that slug. */
  abstract add(prompt: Prompt): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(prompt: Prompt): Promise<void>;
  /** With versions and translations; throws StaleRevision, and PromptInUse when an environment points at one of them. */
  abstract remove(prompt: Prompt): Promise<void>;
  abstract find(tenantId: string, projectId: string, slug: string): Promise<Prompt | null>;
  /** Those that exist, in no order. */
  abstract bySlugs(tenantId: string, wanted: readonly Pick<PromptState, 'projectId' | 'slug'>[]): Promise<Prompt[]>;
  /** By creation. */
  abstract list(tenantId: string, projectId: string): Promise<Prompt[]>;
  /** Ids of the prompt's tags, in no order. */
  abstract tagIds(tenantId: string, promptId: string): Promise<string[]>;
  /** All tags of a project's prompts. */
  abstract tagsOfProject(tenantId: string, projectId: string): Promise<PromptTag[]>;
  /** Replaces the whole set. Throws NotFound when one of them is deleted at the same time. */
  abstract setTags(prompt: Prompt, tagIds: readonly string[]): Promise<void>;
}
