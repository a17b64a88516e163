import type { Prompt, PromptState } from '../domain/prompt';

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
}
