/** What other contexts know by the id of a thing of the catalogue, and forget when it is deleted. */
export abstract class CatalogReferences {
  /** Takes the tag from everything that has it; answers from how many prompts. */
  abstract dropTag(tenantId: string, tagId: string): Promise<number>;
  /** Takes the AI model from everything that names it; answers from how many versions. */
  abstract dropAiModel(tenantId: string, aiModelId: string): Promise<number>;
}
