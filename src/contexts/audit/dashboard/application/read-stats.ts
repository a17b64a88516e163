import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { ACTIVE_USER_DAYS, type Stats } from '../domain/stats';
import type { DashboardQuery } from './dashboard-query.port';
import type { DashboardView } from './dashboard-view';

export interface ReadStatsQuery {
  readonly actor: Actor;
  /** The slug of a project, to which the numbers other than those of projects and users are limited. */
  readonly projectId?: string;
}

export interface StatsRead {
  readonly stats: Stats;
  readonly pending: number;
}

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** Reads the numbers of the caller's tenant, of the projects that they may see. */
export class ReadStats {
  constructor(
    private readonly view: DashboardView,
    private readonly query: DashboardQuery,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, projectId }: ReadStatsQuery): Promise<StatsRead> {
    const { generation, reach, pending } = await this.view.open(actor);
    const all = await this.query.counts(generation, actor.tenantId, reach);
    const { projects: _projects, ...counts } =
      projectId === undefined ? all : await this.query.counts(generation, actor.tenantId, reach, projectId);
    const since = this.clock.nowUs() - ACTIVE_USER_DAYS * DAY_US;
    const activeUsers = await this.query.activeUsers(generation, actor.tenantId, since);
    return { stats: { activeProjects: all.projects, activeUsers, ...counts }, pending };
  }
}
