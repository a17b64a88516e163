import type { LogCatchUp } from '../../log/application/log-catch-up.port';
import type { AuditEventView } from '../../log/domain/audit-event-view';
import type { AuditEventFilter, AuditEventQuery } from '../../log/application/audit-event-query.port';

export interface AuditLogPage {
  /** The events, newest first, at most `limit`. */
  readonly events: readonly AuditEventView[];
  /** The position for the next `before`; null at the end. */
  readonly next: number | null;
  /** The number of events that were committed before the read and are not in the log yet. */
  readonly pending: number;
}

/**
 * Reads the log about some resources, for other contexts that show their history. These have checked that the caller may
 * read the resources. The log does not record such a read.
 */
export class ResourceAuditLog {
  constructor(
    private readonly events: AuditEventQuery,
    private readonly catchUp: LogCatchUp,
  ) {}

  /** Sees every write that was committed before, except `pending` ones. */
  async read(
    tenantId: string,
    filter: Pick<AuditEventFilter, 'resources' | 'fromUs' | 'fromSeq' | 'action' | 'outcome'>,
    before: number | null,
    limit: number,
  ): Promise<AuditLogPage> {
    const pending = await this.catchUp.wait();
    const found = await this.events.search(tenantId, filter, before, limit + 1);
    const events = found.slice(0, limit);
    return { events, next: found.length > limit ? (events.at(-1)?.seq ?? null) : null, pending };
  }
}
