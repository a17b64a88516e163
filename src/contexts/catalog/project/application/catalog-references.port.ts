import type { Counts } from '#shared/audit';

/** `approved`: they are on, and no one person changes them. */
export type HeldRules = 'off' | 'on' | 'approved';

/** The references of other contexts to things of the catalog by their ids; they are removed when the thing is deleted. */
export abstract class CatalogReferences {
  /** What the environment asks of releases; nobody changes that until the transaction ends. */
  abstract holdRules(tenantId: string, projectId: string, environmentId: string): Promise<HeldRules>;
  /** Ends what the environment pointed at, before it goes; counts what goes with it. */
  abstract leaveEnvironment(tenantId: string, projectId: string, environmentId: string): Promise<Counts>;
  /** Counts what goes with a project that has no prompts. */
  abstract leaveProject(tenantId: string, projectId: string): Promise<Counts>;
  /** Removes the tag from everything that has it. Returns the number of prompts that had it. */
  abstract dropTag(tenantId: string, tagId: string): Promise<number>;
  /** Removes the AI model from everything that names it. Returns the number of versions that named it. */
  abstract dropAiModel(tenantId: string, aiModelId: string): Promise<number>;
}
