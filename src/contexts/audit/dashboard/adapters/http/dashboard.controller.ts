import type { Request as HttpRequest } from 'express';
import { Controller, Get, Post, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import type { ReadActivity } from '../../application/read-activity';
import type { ReadStats } from '../../application/read-stats';
import type { ReadRebuild, RebuildDashboard } from '../../application/rebuild-dashboard';
import { DASHBOARD_AUDIT } from '../../domain/dashboard-audit';
import { activityDto, statsDto, type ActivityDto, type DashboardRebuildDto, type DashboardStatsDto } from './dashboard.dto';

/** What a tenant has and what was done in its projects, for a start page: a projection of the audit log. */
@Route('api/dashboard')
@Tags('Dashboard')
export class DashboardController extends Controller {
  constructor(
    private readonly readStats: ReadStats,
    private readonly readActivity: ReadActivity,
    private readonly rebuildDashboard: RebuildDashboard,
    private readonly readRebuild: ReadRebuild,
  ) {
    super();
  }

  /**
   * Counts what the tenant has, in the projects that the caller may see. It sees every write whose response was sent before. When the
   * dashboard is behind by more than two seconds, a `Warning` header says how many events are missing.
   * @param projectId Id of a project, to which all numbers but those of projects and users are then limited
   */
  @Get('stats')
  @Operation({ permission: 'dashboard:read', audit: DASHBOARD_AUDIT.read, headers: ['Warning'] })
  async stats(@Request() request: HttpRequest, @Query() projectId?: string): Promise<DashboardStatsDto> {
    const { stats, pending } = await this.readStats.execute({ actor: actorOf(request), ...(projectId !== undefined && { projectId }) });
    this.#warn(pending);
    return statsDto(stats);
  }

  /**
   * Lists what was done successfully in the projects that the caller may see, newest first. It sees every write whose response was
   * sent before. When the dashboard is behind by more than two seconds, a `Warning` header says how many events are missing.
   * @param limit The maximum number of activities
   * @param offset The number of newer activities to leave out
   * @param userId Id of the acting user
   * @param projectId Id of a project
   * @param entityType The type of the entities
   * @param action What was done
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 100
   * @isInt offset
   * @minimum offset 0
   * @maximum offset 9007199254740991
   */
  @Get('recent-activity')
  @Operation({ permission: 'dashboard:read', audit: DASHBOARD_AUDIT.read, headers: ['Warning'] })
  recentActivity(
    @Request() request: HttpRequest,
    @Query() limit = 10,
    @Query() offset = 0,
    @Query() userId?: string,
    @Query() projectId?: string,
    @Query() entityType?: ActivityDto['entityType'],
    @Query() action?: ActivityDto['action'],
  ): Promise<ActivityDto[]> {
    return this.#activities(request, { limit, offset, userId, projectId, entityType, action });
  }

  /**
   * Lists the same as `recent-activity`.
   * @param limit The maximum number of activities
   * @param offset The number of newer activities to leave out
   * @param userId Id of the acting user
   * @param projectId Id of a project
   * @param entityType The type of the entities
   * @param action What was done
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 100
   * @isInt offset
   * @minimum offset 0
   * @maximum offset 9007199254740991
   */
  @Get('activity')
  @Operation({ permission: 'dashboard:read', audit: DASHBOARD_AUDIT.read, headers: ['Warning'] })
  activity(
    @Request() request: HttpRequest,
    @Query() limit = 10,
    @Query() offset = 0,
    @Query() userId?: string,
    @Query() projectId?: string,
    @Query() entityType?: ActivityDto['entityType'],
    @Query() action?: ActivityDto['action'],
  ): Promise<ActivityDto[]> {
    return this.#activities(request, { limit, offset, userId, projectId, entityType, action });
  }

  /**
   * Starts a rebuild of the dashboard of all tenants from the audit log, or joins the one that runs. Readers use the present dashboard
   * until the new one has every event. Only administrators of the platform tenant may do it.
   */
  @Post('rebuild')
  @SuccessResponse(202, 'Started')
  @Operation({ permission: 'dashboard:rebuild', audit: DASHBOARD_AUDIT.rebuild, idempotent: true, failures: [409] })
  rebuild(@Request() request: HttpRequest): Promise<DashboardRebuildDto> {
    this.setStatus(202);
    return this.rebuildDashboard.execute(actorOf(request));
  }

  /** Reads how far the rebuild of the dashboard is. Only administrators of the platform tenant may do it. */
  @Get('rebuild')
  @Operation({ permission: 'dashboard:rebuild', audit: DASHBOARD_AUDIT.progress })
  progress(@Request() request: HttpRequest): Promise<DashboardRebuildDto> {
    return this.readRebuild.execute(actorOf(request));
  }

  async #activities(request: HttpRequest, { limit, offset, userId, ...filter }: ActivityQuery): Promise<ActivityDto[]> {
    const query = { actor: actorOf(request), filter: { ...filter, actorId: userId }, limit, offset };
    const { activities, pending } = await this.readActivity.execute(query);
    this.#warn(pending);
    return activities.map(activityDto);
  }

  #warn(pending: number): void {
    if (pending > 0) this.setHeader('Warning', `199 - "${pending} events are not on the dashboard yet"`);
  }
}

interface ActivityQuery {
  readonly limit: number;
  readonly offset: number;
  readonly userId: string | undefined;
  readonly projectId: string | undefined;
  readonly entityType: ActivityDto['entityType'] | undefined;
  readonly action: ActivityDto['action'] | undefined;
}
