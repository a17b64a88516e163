import type { AuditEventView } from '../../log/domain/audit-event-view';

/** All given filters must hold; times are epoch microseconds, `fromUs` included and `toUs` not. */
export interface AuditEventFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly resourceType?: string;
  readonly resourceId?: string;
  readonly projectId?: string;
  readonly outcome?: string;
  readonly risk?: string;
  readonly traceId?: string;
  readonly fromUs?: number;
  readonly toUs?: number;
  /** Words that the event must have, all of them. */
  readonly words?: readonly string[];
}

export abstract class AuditEventQuery {
  /** Newest first, with `seq` (the tenant's own) below `before`. */
  abstract search(tenantId: string, filter: AuditEventFilter, before: number | null, limit: number): Promise<AuditEventView[]>;
  abstract find(tenantId: string, eventId: string): Promise<AuditEventView | null>;
}
