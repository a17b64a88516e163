import type { AuditEventView } from '../domain/audit-event-view';

/**
 * Resources of one type: the one with the id `path`, those below it (ids that begin with `path/`), or among these the ones whose part
 * after the next one, which is a UUID, is `behindId`, with everything below them: `path/<id>/behindId`.
 */
export interface ResourcePattern {
  readonly type: string;
  readonly path: string;
  readonly reach: 'itself' | 'below' | { readonly behindId: string };
}

/** An event must match all given filters. Times are epoch microseconds; `fromUs` is included and `toUs` is not. */
export interface AuditEventFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly resourceType?: string;
  readonly resourceId?: string;
  /** An event must match at least one of the patterns. */
  readonly resources?: readonly ResourcePattern[];
  readonly projectId?: string;
  readonly outcome?: string;
  readonly risk?: string;
  readonly traceId?: string;
  readonly fromUs?: number;
  /** The first `seq`. It follows the order of the log and not clocks. */
  readonly fromSeq?: number;
  readonly toUs?: number;
  /** The tenant's own `seq` of the events; at most 100. */
  readonly seqs?: readonly number[];
  /** Words; the event must have all of them. */
  readonly words?: readonly string[];
}

export abstract class AuditEventQuery {
  /** Returns events newest first, with the tenant's own `seq` below `before`. */
  abstract search(tenantId: string, filter: AuditEventFilter, before: number | null, limit: number): Promise<AuditEventView[]>;
  abstract find(tenantId: string, eventId: string): Promise<AuditEventView | null>;
}
