/** What others need to know of a project. */
export interface ProjectRef {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Finds a project inside the caller's tenant: the first look-up of every route below `/api/projects/{projectId}`. */
export abstract class ProjectDirectory {
  /** Throws NotFound when the tenant has no project of that slug. */
  abstract require(tenantId: string, slug: string): Promise<ProjectRef>;
}
