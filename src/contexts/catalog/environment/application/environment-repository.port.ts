import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Environment, EnvironmentState } from '../domain/environment';

export const ENVIRONMENT_LIST: ListRules<EnvironmentState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name' },
  order: 'createdAt',
  tie: 'id',
  search: ['name', 'description'],
  filters: {},
};

/** An environment as it was at a time, and as it is now; null: it was removed. */
export interface NamedThen {
  readonly then: Pick<EnvironmentState, 'id' | 'name'>;
  readonly now: Environment | null;
}

export abstract class EnvironmentRepository {
  /** Throws EnvironmentTaken when the project has one of that name. */
  abstract add(environment: Environment): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and EnvironmentTaken. */
  abstract update(environment: Environment): Promise<void>;
  abstract remove(environment: Environment): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<Environment | null>;
  abstract findByName(tenantId: string, projectId: string, name: string): Promise<Environment | null>;
  /** In the order of creation. */
  abstract list(tenantId: string, projectIds: readonly string[]): Promise<Environment[]>;
  /** Works like list for one response. Throws Invalid when the result is too long for it. */
  abstract shownWith(tenantId: string, projectIds: readonly string[]): Promise<Environment[]>;
  /** A page of the environments whose id or name is in `reached`, or of all when it is null. */
  abstract page(tenantId: string, projectId: string, reached: readonly string[] | null, query: ListQuery): Promise<Page<Environment>>;
  /** The environment that had that name at that time. */
  abstract namedAt(tenantId: string, projectId: string, name: string, time: Date): Promise<NamedThen | null>;
}
