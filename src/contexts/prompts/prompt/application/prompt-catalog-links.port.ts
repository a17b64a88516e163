/** The references of prompts and their versions to the catalog. */
export abstract class PromptCatalogLinks {
  /** The number of prompts of a project, or of an owner. */
  abstract count(tenantId: string, of: { readonly projectId: string } | { readonly ownerUserId: string }): Promise<number>;
  /** Takes a tag from all prompts; returns the number of prompts that had it. */
  abstract dropTag(tenantId: string, tagId: string): Promise<number>;
  /** Takes an AI model from all versions, whose revisions count up; returns the number of versions that had it. */
  abstract dropAiModel(tenantId: string, aiModelId: string): Promise<number>;
}
