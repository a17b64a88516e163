/** What versions need to know of the AI models of their project. */
export abstract class ProjectModels {
  /** Keeps the model there until the transaction ends. Throws NotFound when the project has none of that id. */
  abstract hold(tenantId: string, projectId: string, id: string): Promise<void>;
}
