import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import { Invalid } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { decodeCursor, encodeCursor, type Page } from '#shared/page';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { LogCatchUp } from '../../log/application/log-catch-up.port';
import type { AuditEventView } from '../../log/domain/audit-event-view';
import { AUDIT_EVENT_AUDIT } from '../../log/domain/log-audit';
import type { AuditEventFilter, AuditEventQuery } from '../../log/application/audit-event-query.port';

export interface SearchEventsQuery {
  readonly actor: Actor;
  readonly filter: AuditEventFilter;
  /** 1 to 1000. */
  readonly limit: number;
  readonly cursor: string | null;
}

export interface EventPage extends Page<AuditEventView> {
  /** The number of events that were committed before the search and are not in the log yet. */
  readonly pending: number;
}

/** Searches the audit log of the caller's tenant, newest first, and records the search. */
export class SearchEvents {
  constructor(
    private readonly events: AuditEventQuery,
    private readonly catchUp: LogCatchUp,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: AccessPolicy,
  ) {}

  async execute({ actor, filter, limit, cursor }: SearchEventsQuery): Promise<EventPage> {
    this.policy.require(actor, 'audit:read');
    const before = positionOf(cursor);
    const pending = await this.catchUp.wait();
    const found = await this.events.search(actor.tenantId, filter, before, limit + 1);
    await this.unitOfWork.run(() => {
      this.outbox.append(
        auditFact({
          rule: AUDIT_EVENT_AUDIT.search,
          actor,
          project: null,
          path: ['-'],
          details: { filter, limit, continued: cursor !== null },
        }),
      );
      return Promise.resolve();
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? encodeCursor([last.seq]) : null, pending };
  }
}

function positionOf(cursor: string | null): number | null {
  if (cursor === null) return null;
  const position = decodeCursor(cursor, 1)?.[0];
  if (typeof position !== 'number')
    throw new Invalid('audit.bad_cursor', [{ pointer: '?cursor', message: 'cursor must come from a response of this API' }]);
  return position;
}
