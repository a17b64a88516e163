import { readCanonical } from '../../log/domain/canonical-event';
import type { PersonalValue } from '../../log/domain/log-record';
import { ocsfOf, type PersonalDataForm } from './ocsf';

/** A message of the topic `japm.audit.v1`: CloudEvents 1.0 in binary mode (Kafka protocol binding, 3.2). */
export interface AuditMessage {
  /** The key `tenantId:resourceType:resourceId` keeps the events of a resource in their order. */
  readonly key: string;
  /** The value as UTF-8 JSON; see AUDIT_EVENT_SCHEMA. It is never null, because a compacted topic would take that for a deletion. */
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The context of the use case, the parent of the sending span. The headers have the context of the sending span instead. */
  readonly traceparent: string | null;
}

export interface AuditMessageOptions {
  /** The installation, as a URI reference (`ce_source`). */
  readonly source: string;
  readonly personalData: PersonalDataForm;
}

export function auditMessageOf(
  canonical: Buffer,
  personal: readonly Pick<PersonalValue, 'field' | 'value'>[],
  { source, personalData }: AuditMessageOptions,
): AuditMessage {
  const { id, time, tenantId, action, resource, traceparent } = readCanonical(canonical);
  return {
    key: `${tenantId}:${resource.type}:${resource.id}`,
    value: Buffer.from(JSON.stringify(ocsfOf(canonical, personal, personalData)), 'utf8'),
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: source,
      ce_type: `japm.audit.${action}.v1`,
      ce_time: time,
      ce_subject: `${resource.type}/${resource.id}`,
      'content-type': 'application/json',
    },
    traceparent,
  };
}
