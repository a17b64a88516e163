export interface ProjectRef {
  readonly id: string;
  readonly slug: string;
}

export interface EnvironmentRef {
  readonly id: string;
  readonly name: string;
}

/** What prompts need of the catalogue: projects of a tenant, environments of a project. */
export abstract class ProjectCatalogue {
  /** Throws NotFound when the tenant has no project of that slug. */
  abstract project(tenantId: string, slug: string): Promise<ProjectRef>;
  /** Throws NotFound when the project has no environment of that id. */
  abstract environment(tenantId: string, projectId: string, id: string): Promise<EnvironmentRef>;
  /** Throws NotFound when the project has no environment of that name. */
  abstract environmentNamed(tenantId: string, projectId: string, name: string): Promise<EnvironmentRef>;
}
