/** The data of other contexts in a project, in an environment or of a user, as words for a message ("3 prompts"). Empty when nothing blocks the removal. */
export abstract class CatalogUsage {
  abstract ofProject(tenantId: string, projectId: string): Promise<readonly string[]>;
  abstract ofEnvironment(tenantId: string, environmentId: string): Promise<readonly string[]>;
  /** The same for the resources that a user owns. */
  abstract ofOwner(tenantId: string, userId: string): Promise<readonly string[]>;
}
