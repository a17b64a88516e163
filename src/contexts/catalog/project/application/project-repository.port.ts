import type { Counts } from '#shared/audit';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Project, ProjectState } from '../domain/project';
import type { ProjectRef } from './project-directory.port';

export const PROJECT_LIST: ListRules<ProjectState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name', id: 'slug' },
  order: 'createdAt',
  tie: 'id',
  search: ['name', 'slug', 'description'],
  filters: {},
};

/** The rules of the list of the caller's own projects. */
export const OWN_PROJECT_LIST: ListRules<ProjectState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name', id: 'slug' },
  order: 'name',
  tie: 'id',
  search: ['name', 'slug', 'description'],
  filters: {},
};

export abstract class ProjectRepository {
  /** Throws ProjectTaken when the tenant has one of that name or slug. */
  abstract add(project: Project): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and ProjectTaken. */
  abstract update(project: Project): Promise<void>;
  /** Removes the project with its catalog and members, and returns their counts. Throws StaleRevision and ProjectInUse. */
  abstract remove(project: Project): Promise<Counts>;
  /** Locks the projects: other transactions that change or lock one of them wait until this one ends. */
  abstract lock(tenantId: string, ids: readonly string[]): Promise<void>;
  /** Throws ProjectNotFound when the project was deleted meanwhile. */
  abstract load(tenantId: string, project: Pick<ProjectRef, 'id' | 'slug'>): Promise<Project>;
  /** A page of the projects with an id in `ids`, or of those among them that a user owns. */
  abstract page(tenantId: string, ids: ReadonlySet<string>, query: ListQuery, ownerUserId?: string): Promise<Page<Project>>;
}
