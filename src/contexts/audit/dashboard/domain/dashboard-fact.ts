import type { AuditEnvelope } from '#shared/audit-envelope';
import { timeUsOf } from '../../log/domain/canonical-event';
import type { OcsfEvent } from '../../relay/domain/ocsf';

/** The parts of an event of the log that the dashboard uses. */
export interface DashboardFact extends Pick<
  AuditEnvelope,
  'tenantId' | 'timeUs' | 'action' | 'outcome' | 'resource' | 'changes' | 'details'
> {
  /** The position in the whole log. */
  readonly seq: number;
  /** The position among the events of the tenant. */
  readonly tenantSeq: number;
  readonly actorId: string;
}

/** An event in the form for consumers as a fact. */
export function dashboardFactOf(value: OcsfEvent): DashboardFact {
  const { metadata, actor, unmapped } = value as {
    readonly metadata: { readonly sequence: number; readonly original_time: string };
    readonly actor: { readonly user: { readonly uid: string } };
    readonly unmapped: Omit<DashboardFact, 'seq' | 'timeUs' | 'actorId'>;
  };
  const { tenantId, tenantSeq, action, outcome, resource, changes, details } = unmapped;
  return {
    seq: metadata.sequence,
    timeUs: timeUsOf(metadata.original_time),
    actorId: actor.user.uid,
    tenantId,
    tenantSeq,
    action,
    outcome,
    resource,
    changes,
    details,
  };
}
