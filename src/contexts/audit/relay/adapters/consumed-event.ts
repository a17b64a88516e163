import type { ConsumedEvent } from '../application/audit-consumer.port';
import type { LogEntry } from '../application/log-reader.port';
import { auditMessageOf, type AuditMessageOptions } from '../domain/audit-message';
import type { OcsfEvent } from '../domain/ocsf';

/** An event of the log as consumers get it: what its message says. */
export function consumedEventOf({ canonical, personal }: LogEntry, options: AuditMessageOptions): ConsumedEvent {
  const { headers, value, traceparent } = auditMessageOf(canonical, personal, options);
  return { id: headers.ce_id ?? '', value: JSON.parse(value.toString('utf8')) as OcsfEvent, traceparent };
}
