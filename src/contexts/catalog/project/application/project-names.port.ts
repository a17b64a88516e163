import type { ProjectRef } from './project-directory.port';

/**
 * The names of a tenant's projects, for what is published to the whole tenant. It asks for no permission: callers must not answer with
 * anything else of a project that they find here.
 */
export abstract class ProjectNames {
  /** In no order. */
  abstract byIds(tenantId: string, ids: readonly string[]): Promise<ProjectRef[]>;
  abstract bySlug(tenantId: string, slug: string): Promise<ProjectRef | null>;
}
