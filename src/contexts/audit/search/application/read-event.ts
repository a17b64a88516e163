import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import { NotFound } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { LogCatchUp } from '../../log/application/log-catch-up.port';
import type { AuditEventView } from '../../log/domain/audit-event-view';
import { AUDIT_EVENT_AUDIT } from '../../log/domain/log-audit';
import type { AuditEventQuery } from '../../log/application/audit-event-query.port';

export interface ReadEventQuery {
  readonly actor: Actor;
  readonly eventId: string;
}

export interface EventRead {
  readonly event: AuditEventView;
  /** The number of events that were committed before and are not in the log yet. */
  readonly pending: number;
}

/** Reads one event of the caller's tenant and records the read. */
export class ReadEvent {
  constructor(
    private readonly events: AuditEventQuery,
    private readonly catchUp: LogCatchUp,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: AccessPolicy,
  ) {}

  async execute({ actor, eventId }: ReadEventQuery): Promise<EventRead> {
    this.policy.require(actor, 'audit:read');
    const pending = await this.catchUp.wait();
    const event = await this.events.find(actor.tenantId, eventId);
    if (!event) throw new NotFound('Audit event', eventId);
    await this.unitOfWork.run(() => {
      this.outbox.append(auditFact({ rule: AUDIT_EVENT_AUDIT.read, actor, project: null, path: [eventId] }));
      return Promise.resolve();
    });
    return { event, pending };
  }
}
