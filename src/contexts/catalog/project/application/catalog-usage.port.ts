/** What other contexts keep in a project, in an environment or of a user, as words for a message ("3 prompts"); empty when nothing blocks its removal. */
export abstract class CatalogUsage {
  abstract ofProject(tenantId: string, projectId: string): Promise<readonly string[]>;
  abstract ofEnvironment(tenantId: string, environmentId: string): Promise<readonly string[]>;
  /** The same for the things that a user owns there. */
  abstract ofOwner(tenantId: string, userId: string): Promise<readonly string[]>;
}
