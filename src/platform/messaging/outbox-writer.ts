import { context, propagation } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';
import { requestOrigin } from '#platform/observability/request-context';
import { statementsOf } from '#platform/persistence/table-statements';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import type { AuditFact, Outcome } from '#shared/audit';
import { ENVELOPE_VERSION, type AuditEnvelope } from '#shared/audit-envelope';
import type { Clock } from '#shared/clock.port';
import { nextTurn } from '#shared/event-loop';
import type { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { OutboxTable } from './outbox.table';
import { cut, fitting, recordableChanges, recordableDetails } from './recordable';

/** The lengths of the log's columns: an id that is too long must not stop the sequencer. */
const MAX_LENGTHS = { actor: 100, resource: 500, project: 255 } as const;

/** Puts facts into their envelope and keeps them in the open unit of work. */
export class OutboxWriter extends Outbox {
  constructor(
    private readonly unitOfWork: TypeOrmUnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {
    super();
  }

  append(fact: AuditFact): void {
    this.unitOfWork.collect(this.#envelope(fact, fact.outcome ?? 'success'));
  }

  unchanged(fact: AuditFact): void {
    this.unitOfWork.collect(this.#envelope(fact, 'unchanged'));
  }

  #envelope(fact: AuditFact, outcome: Outcome): AuditEnvelope {
    const { actor, rule, resource } = fact;
    const { ip, userAgent, requestId, callerRequestId } = requestOrigin();
    const envelope: AuditEnvelope = {
      v: ENVELOPE_VERSION,
      id: this.ids.next(),
      timeUs: this.clock.nowUs(),
      tenantId: fact.tenantId ?? actor.tenantId,
      actor: {
        type: actor.type,
        id: cut(actor.id, MAX_LENGTHS.actor),
        role: actor.role,
        apiKeyId: actor.apiKeyId,
        name: actor.name,
        email: actor.email,
      },
      action: rule.action,
      risk: rule.risk,
      outcome,
      resource: {
        type: rule.resource,
        id: cut(resource.id, MAX_LENGTHS.resource),
        revision: resource.revision,
        projectId: resource.projectId === null ? null : cut(resource.projectId, MAX_LENGTHS.project),
      },
      changes: recordableChanges(fact.changes ?? {}),
      details: { ...recordableDetails(fact.details ?? {}), ...(callerRequestId && { callerRequestId }) },
      origin: { ip, userAgent, requestId },
      traceparent: traceparent(),
    };
    return fitting(envelope);
  }
}

/** Of one INSERT, which is made in one turn of the event loop: all but large change sets have fewer events. */
const MAX_ROWS = 250;
const MAX_BYTES = 512 * 1024;

/** Writes the events of one transaction: no read, no lock, no secondary index. A change set may have ten thousand. */
export async function writeOutbox(manager: EntityManager, events: readonly AuditEnvelope[]): Promise<void> {
  let rows: { payload: Buffer }[] = [];
  let bytes = 0;
  for (const [index, event] of events.entries()) {
    const payload = Buffer.from(JSON.stringify(event), 'utf8');
    rows.push({ payload });
    bytes += payload.length;
    const isLast = index === events.length - 1;
    if (rows.length < MAX_ROWS && bytes < MAX_BYTES && !isLast) continue;
    const { sql, parameters } = statementsOf(manager.dataSource, OutboxTable).insert(rows);
    await manager.query(sql, parameters);
    [rows, bytes] = [[], 0];
    if (!isLast) await nextTurn();
  }
}

function traceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}
