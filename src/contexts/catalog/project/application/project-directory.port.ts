import type { Actor } from '#shared/actor';

/** The properties of a project that others need. Only the directory returns it, so a holder has passed its access check. */
export interface ProjectRef {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface DatedProject extends ProjectRef {
  readonly createdAt: Date;
}

/** Finds a project for a caller. Every route below `/api/projects/{projectId}` begins with it. */
export abstract class ProjectDirectory {
  /**
   * Throws NotFound when the caller's tenant has no project of that slug, or one that is closed to them; Forbidden when
   * their role in the project does not have the permission.
   */
  abstract require(actor: Actor, slug: string, permission: string): Promise<ProjectRef>;
  /** As {@link require}, for what belongs to a project and was found by its own id. Returns null instead of throwing NotFound. */
  abstract findById(actor: Actor, id: string, permission: string): Promise<ProjectRef | null>;
  /** Other transactions that hold, change or delete the project wait until this one ends. */
  abstract hold(tenantId: string, project: Pick<ProjectRef, 'id'>): Promise<void>;
  /** Ids of the projects in which the caller has the permission. */
  abstract visible(actor: Actor, permission: string): Promise<ReadonlySet<string>>;
  /** These projects, with the times of their creation. */
  abstract readable(actor: Actor, permission: string): Promise<readonly DatedProject[]>;
  /** The names of those of these projects that the tenant has, by slug; at most 100 slugs. Whether the caller may see them was checked before. */
  abstract names(tenantId: string, slugs: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
