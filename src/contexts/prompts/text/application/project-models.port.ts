/** The properties of a project's AI models that versions need. */
export abstract class ProjectModels {
  /** Keeps the model there until the transaction ends. Throws NotFound when the project has none of that id. */
  abstract hold(tenantId: string, projectId: string, id: string): Promise<void>;
}
