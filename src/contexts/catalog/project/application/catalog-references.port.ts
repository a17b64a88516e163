import type { Counts } from '#shared/audit';

/** `approved` means that the rules are on and nobody may change them alone. */
export type HeldRules = 'off' | 'on' | 'approved';

/** The references of other contexts to resources of the catalog. They are removed when the resource is deleted. */
export abstract class CatalogReferences {
  /** Reads the release rules of the environment and locks them until the transaction ends. */
  abstract holdRules(tenantId: string, projectId: string, environmentId: string): Promise<HeldRules>;
  /** Ends the history of the pointers of an environment before its deletion. Counts and locks the rows that are deleted with it. */
  abstract leaveEnvironment(tenantId: string, projectId: string, environmentId: string): Promise<Counts>;
  /** Counts the data that is deleted with a project without prompts, and locks it until the transaction ends. */
  abstract leaveProject(tenantId: string, projectId: string): Promise<Counts>;
  /** Removes the tag from everything that has it. Returns the number of prompts that had it. */
  abstract dropTag(tenantId: string, tagId: string): Promise<number>;
  /** Removes the AI model from everything that names it. Returns the number of versions that named it. */
  abstract dropAiModel(tenantId: string, aiModelId: string): Promise<number>;
}
