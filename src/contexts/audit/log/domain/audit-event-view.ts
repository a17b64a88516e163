import type { AuditEnvelope } from '#shared/audit-envelope';
import { personalOf, readCanonical, traceIdOf } from './canonical-event';
import type { PersonalValue } from './log-record';

/** An event as its tenant reads it. Personal values that were erased (or never known) are null. */
export interface AuditEventView extends Pick<
  AuditEnvelope,
  'id' | 'actor' | 'action' | 'risk' | 'outcome' | 'resource' | 'changes' | 'details' | 'origin'
> {
  /** The position among the tenant's own events, from 1. The position in the whole log would reveal other tenants' activity. */
  readonly seq: number;
  /** The time in RFC 3339, UTC, with microseconds. */
  readonly time: string;
  readonly traceId: string | null;
}

/** Reads a row of the log with its remaining clear values. */
export function eventOf(canonical: Buffer, personal: readonly Pick<PersonalValue, 'field' | 'value'>[]): AuditEventView {
  const event = readCanonical(canonical);
  const kept = new Map(personal.map(({ field, value }) => [field, value]));
  const committed = personalOf(event);
  const clear = (field: keyof typeof committed): string | null => (committed[field] === null ? null : (kept.get(field) ?? null));
  const { actor, origin } = event;
  return {
    id: event.id,
    seq: event.tenantSeq,
    time: event.time,
    actor: {
      type: actor.type,
      id: actor.id,
      name: clear('actor.name'),
      email: clear('actor.email'),
      role: actor.role,
      apiKeyId: actor.apiKeyId,
    },
    action: event.action,
    risk: event.risk,
    outcome: event.outcome,
    resource: event.resource,
    changes: event.changes,
    details: event.details,
    origin: { ip: clear('origin.ip'), userAgent: clear('origin.userAgent'), requestId: origin.requestId },
    traceId: traceIdOf(event.traceparent),
  };
}
