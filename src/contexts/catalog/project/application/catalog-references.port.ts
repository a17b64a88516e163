import type { Counts } from '#shared/audit';

/** `approved`: they are on, and no one person changes them. */
export type HeldRules = 'off' | 'on' | 'approved';

/** What other contexts know by the id of a thing of the catalogue, and forget when it is deleted. */
export abstract class CatalogReferences {
  /** What the environment asks of releases; nobody changes that until the transaction ends. */
  abstract holdRules(tenantId: string, projectId: string, environmentId: string): Promise<HeldRules>;
  /** Ends what the environment pointed at, before it goes; counts what goes with it. */
  abstract leaveEnvironment(tenantId: string, projectId: string, environmentId: string): Promise<Counts>;
  /** Counts what goes with a project that has no prompts. */
  abstract leaveProject(tenantId: string, projectId: string): Promise<Counts>;
  /** Takes the tag from everything that has it; answers from how many prompts. */
  abstract dropTag(tenantId: string, tagId: string): Promise<number>;
  /** Takes the AI model from everything that names it; answers from how many versions. */
  abstract dropAiModel(tenantId: string, aiModelId: string): Promise<number>;
}
