import type { Actor } from '#shared/actor';
import type { ProjectRef } from '../../text/application/text-parent';

export type { ProjectRef };

export interface EnvironmentRef {
  readonly id: string;
  readonly name: string;
}

/** What prompts need of the catalog: projects of a tenant, environments of a project. */
export abstract class ProjectCatalog {
  /** Throws NotFound when the caller's tenant has no such project or it is closed to them, Forbidden without the permission there. */
  abstract project(actor: Actor, slug: string, permission: string): Promise<ProjectRef>;
  /** Other transactions that hold, change or delete the project wait until this one ends. */
  abstract hold(actor: Actor, project: ProjectRef): Promise<void>;
  /** Ids of the projects in which the caller has the permission. */
  abstract visible(actor: Actor, permission: string): Promise<ReadonlySet<string>>;
  /** An id wins over a name. Throws NotFound when the project has no environment of that id or name, or the caller's key none. */
  abstract environment(actor: Actor, projectId: string, idOrName: string): Promise<EnvironmentRef>;
  /** Those of the project, within the reach of the caller's key. */
  abstract environments(actor: Actor, projectId: string): Promise<readonly EnvironmentRef[]>;
  /** Throws NotFound when the project has no environment of that name, or the caller's key none. */
  abstract environmentNamed(actor: Actor, projectId: string, name: string): Promise<EnvironmentRef>;
}
