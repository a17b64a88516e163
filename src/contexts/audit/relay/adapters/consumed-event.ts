import { BYTES_PER_TURN, TurnBudget } from '#shared/event-loop';
import type { ConsumedEvent } from '../application/audit-consumer.port';
import type { LogEntry } from '../../log/application/log-reader.port';
import { auditMessageOf, type AuditMessageOptions } from '../domain/audit-message';
import type { OcsfEvent } from '../domain/ocsf';

/** The events of the log in the form for consumers. It parses them over several turns of the event loop. */
export async function consumedEventsOf(entries: readonly LogEntry[], options: AuditMessageOptions): Promise<ConsumedEvent[]> {
  const turns = new TurnBudget(BYTES_PER_TURN);
  const events: ConsumedEvent[] = [];
  for (const { canonical, personal } of entries) {
    const { headers, value, traceparent } = auditMessageOf(canonical, personal, options);
    events.push({ id: headers.ce_id ?? '', value: JSON.parse(value.toString('utf8')) as OcsfEvent, traceparent });
    await turns.spend(value.length);
  }
  return events;
}
