import type { ActivityAction, ActivityEntityType } from '../domain/activity';
import type { BlockActivity } from '../domain/activity-block';
import type { BoardProject, ProjectCounts } from '../domain/board-rows';
import type { BoardProjectId, Reach } from '../domain/stats';

export interface ActivityFilter {
  readonly actorId?: string;
  /** The slug of a project. */
  readonly projectId?: string;
  readonly entityType?: ActivityEntityType;
  readonly action?: ActivityAction;
}

export interface ListedActivity extends Omit<BlockActivity, 'project'> {
  readonly project: Pick<BoardProject, 'slug' | 'name' | 'endedUs'>;
}

/** Reads one generation of the dashboard. */
export abstract class DashboardQuery {
  /** The projects of the tenant, also the deleted ones. */
  abstract projects(generation: number, tenantId: string): Promise<readonly BoardProjectId[]>;
  /** The sums over the projects in reach, and the number of those that exist; of one existing project where `slug` is given. */
  abstract counts(
    generation: number,
    tenantId: string,
    reach: Reach,
    slug?: string,
  ): Promise<ProjectCounts & { readonly projects: number }>;
  abstract activeUsers(generation: number, tenantId: string, sinceUs: number): Promise<number>;
  /** The activities in reach that match all filters, newest first. */
  abstract activities(
    generation: number,
    tenantId: string,
    reach: Reach,
    filter: ActivityFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly ListedActivity[]>;
}
