import type { Actor } from '#shared/actor';
import type { ProjectRef } from '../../text/application/text-parent';

export type { ProjectRef };

export interface EnvironmentRef {
  readonly id: string;
  readonly name: string;
}

/** The projects of a tenant and the environments of a project, as prompts need them. */
export abstract class ProjectCatalog {
  /** Throws NotFound if the caller's tenant has no such project or it is closed to them, and Forbidden without the permission in it. */
  abstract project(actor: Actor, slug: string, permission: string): Promise<ProjectRef>;
  /** Locks the project: other transactions that lock, change or delete it wait until this one ends. */
  abstract hold(actor: Actor, project: ProjectRef): Promise<void>;
  /** The ids of the projects in which the caller has the permission. */
  abstract visible(actor: Actor, permission: string): Promise<ReadonlySet<string>>;
  /**
   * An id takes precedence over a name. Throws NotFound if the project has no environment with that id or name, or the caller's key does
   * not include it.
   */
  abstract environment(actor: Actor, projectId: string, idOrName: string): Promise<EnvironmentRef>;
  /** The environments of the project that the caller's key includes. */
  abstract environments(actor: Actor, projectId: string): Promise<readonly EnvironmentRef[]>;
  /** Throws NotFound if the project has no environment of that name, or the caller's key does not include it. */
  abstract environmentNamed(actor: Actor, projectId: string, name: string): Promise<EnvironmentRef>;
  /** The environment that had the name at that time, for the rights of today. Throws NotFound like {@link environmentNamed}. */
  abstract environmentNamedAt(actor: Actor, projectId: string, name: string, time: Date): Promise<EnvironmentRef>;
}
