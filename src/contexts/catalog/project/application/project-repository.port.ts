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

/** The same of the caller's own. */
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
  /** With its catalog and members, which it counts; throws StaleRevision, and ProjectInUse. */
  abstract remove(project: Project): Promise<Counts>;
  /** Other transactions that change or lock one of them wait until this one ends. */
  abstract lock(tenantId: string, ids: readonly string[]): Promise<void>;
  /** Throws ProjectNotFound when it went in the meantime. */
  abstract load(tenantId: string, project: Pick<ProjectRef, 'id' | 'slug'>): Promise<Project>;
  /** Of those with an id in `ids`, or those of them that a user owns. */
  abstract page(tenantId: string, ids: ReadonlySet<string>, query: ListQuery, ownerUserId?: string): Promise<Page<Project>>;
}
