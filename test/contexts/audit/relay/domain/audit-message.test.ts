import { Kafka } from 'cloudevents';
import type { CloudEvent } from 'cloudevents';
import { recordOf } from '#contexts/audit/log/domain/log-record';
import { auditMessageOf, type AuditMessage, type AuditMessageOptions } from '#contexts/audit/relay/domain/audit-message';
import { countingSalt, envelope, TENANT } from '../../envelopes';

const given = envelope(1);

function message(options: Partial<AuditMessageOptions> = {}): AuditMessage {
  const record = recordOf(given, { seq: 41, tenantSeq: 7 }, countingSalt());
  return auditMessageOf(record.canonical, record.personal, { source: 'urn:japm:test', personalData: 'commitment', ...options });
}

const readBack = ({ key, value, headers }: AuditMessage): CloudEvent =>
  Kafka.toEvent({ key, value: value.toString('utf8'), headers: { ...headers }, body: value.toString('utf8') } as never) as CloudEvent;

describe('the message of an event', () => {
  it('is a valid CloudEvent 1.0', () => {
    const event = readBack(message());
    expect(event.validate()).toBe(true);
    expect(event.specversion).toBe('1.0');
    expect(message().headers.ce_specversion).toBe('1.0');
    expect(event).toMatchObject({
      id: given.id,
      source: 'urn:japm:test',
      type: 'japm.audit.environment.create.v1',
      subject: `environment/${given.resource.id}`,
      datacontenttype: 'application/json',
    });
    expect(new Date(event.time ?? '').getTime()).toBe(1_767_225_600_000);
  });

  it('keeps all events of one resource together', () => {
    expect(message().key).toBe(`${TENANT}:environment:${given.resource.id}`);
  });

  it('has the OCSF value as its body', () => {
    expect(JSON.parse(message().value.toString('utf8'))).toMatchObject({ class_uid: 6003, metadata: { uid: given.id, sequence: 41 } });
  });

  it('discloses personal data only when told to', () => {
    expect(message().value.toString('utf8')).not.toContain('ada@example.com');
    expect(message({ personalData: 'clear' }).value.toString('utf8')).toContain('ada@example.com');
  });

  it('hands the trace context to the sender instead of sending it', () => {
    expect(message().traceparent).toBe(given.traceparent);
    expect(message().headers).not.toHaveProperty('traceparent');
  });
});
