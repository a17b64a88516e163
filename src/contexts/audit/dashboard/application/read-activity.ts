import type { Actor } from '#shared/actor';
import type { AuditEventQuery } from '../../log/application/audit-event-query.port';
import type { AuditEventView } from '../../log/domain/audit-event-view';
import { entityIdOf, type ActivityKind } from '../domain/activity';
import type { ActivityFilter, DashboardQuery, ListedActivity } from './dashboard-query.port';
import type { DashboardView } from './dashboard-view';
import type { ReaderProjects } from './reader-projects.port';

export interface ReadActivityQuery {
  readonly actor: Actor;
  readonly filter: ActivityFilter;
  /** 1 to 100. */
  readonly limit: number;
  readonly offset: number;
}

export interface Activity extends ActivityKind {
  readonly event: AuditEventView;
  readonly entityId: string;
  readonly projectId: string;
  readonly projectName: string;
}

export interface ActivityRead {
  readonly activities: readonly Activity[];
  readonly pending: number;
}

/** Reads what was done in the projects of the caller's tenant that they may see, newest first. */
export class ReadActivity {
  constructor(
    private readonly view: DashboardView,
    private readonly query: DashboardQuery,
    private readonly events: AuditEventQuery,
    private readonly projects: ReaderProjects,
  ) {}

  async execute({ actor, filter, limit, offset }: ReadActivityQuery): Promise<ActivityRead> {
    const { tenantId } = actor;
    const { generation, reach, pending } = await this.view.open(actor);
    const listed = await this.query.activities(generation, tenantId, reach, filter, { limit, offset });
    const seqs = listed.map(({ tenantSeq }) => tenantSeq);
    const events = seqs.length === 0 ? [] : await this.events.search(tenantId, { seqs }, null, seqs.length);
    const bySeq = new Map(events.map((event) => [event.seq, event]));
    const names = await this.#currentNames(tenantId, listed);
    const activities = listed.flatMap(({ tenantSeq, action, entityType, project }): Activity[] => {
      const event = bySeq.get(tenantSeq);
      if (!event) return [];
      const projectName = project.name ?? names.get(project.slug) ?? project.slug;
      return [{ event, action, entityType, entityId: entityIdOf(event.resource), projectId: project.slug, projectName }];
    });
    return { activities, pending };
  }

  /** The names of existing projects whose names are too long for the log. */
  async #currentNames(tenantId: string, listed: readonly ListedActivity[]): Promise<ReadonlyMap<string, string>> {
    const slugs = listed.filter(({ project }) => project.name === null && project.endedUs === null).map(({ project }) => project.slug);
    return slugs.length === 0 ? new Map() : this.projects.names(tenantId, [...new Set(slugs)]);
  }
}
