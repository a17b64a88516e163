import type { Project } from '../domain/project';
import type { ProjectRef } from './project-directory.port';

export abstract class ProjectRepository {
  /** Throws ProjectTaken when the tenant has one of that name or slug. */
  abstract add(project: Project): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and ProjectTaken. */
  abstract update(project: Project): Promise<void>;
  abstract remove(project: Project): Promise<void>;
  /** Whoever changes or locks one of them as well waits until this transaction ends. */
  abstract lock(tenantId: string, ids: readonly string[]): Promise<void>;
  /** Throws ProjectNotFound when it went in the meantime. */
  abstract load(tenantId: string, project: Pick<ProjectRef, 'id' | 'slug'>): Promise<Project>;
  /** By creation. */
  abstract list(tenantId: string): Promise<Project[]>;
  /** By name. */
  abstract listOwnedBy(tenantId: string, userId: string): Promise<Project[]>;
}
