import type { AuditEventView } from '../domain/audit-event-view';

/**
 * Resources of one type: that of the id `path`, those below it (ids that begin with `path/`), or of those the ones whose part
 * behind the next one, which is a UUID, is `behindId`, with all that lies below them: `path/<id>/behindId`.
 */
export interface ResourcePattern {
  readonly type: string;
  readonly path: string;
  readonly reach: 'itself' | 'below' | { readonly behindId: string };
}

/** All given filters must hold; times are epoch microseconds, `fromUs` included and `toUs` not. */
export interface AuditEventFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly resourceType?: string;
  readonly resourceId?: string;
  /** At least one of the patterns must hold. */
  readonly resources?: readonly ResourcePattern[];
  readonly projectId?: string;
  readonly outcome?: string;
  readonly risk?: string;
  readonly traceId?: string;
  readonly fromUs?: number;
  /** From this `seq` on, which goes by the order of the log and not by clocks. */
  readonly fromSeq?: number;
  readonly toUs?: number;
  /** Words that the event must have, all of them. */
  readonly words?: readonly string[];
}

export abstract class AuditEventQuery {
  /** Newest first, with `seq` (the tenant's own) below `before`. */
  abstract search(tenantId: string, filter: AuditEventFilter, before: number | null, limit: number): Promise<AuditEventView[]>;
  abstract find(tenantId: string, eventId: string): Promise<AuditEventView | null>;
}
