/** The properties of a project's AI models that versions need. */
export abstract class ProjectModels {
  /** Locks the model, so that it cannot be deleted until the transaction ends. Throws NotFound when the project has none with that id. */
  abstract hold(tenantId: string, projectId: string, id: string): Promise<void>;
}
