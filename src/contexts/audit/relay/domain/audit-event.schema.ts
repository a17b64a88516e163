import { OUTCOMES } from '#shared/audit';

const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const position = { type: 'integer', minimum: 1 } as const;
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;

type Schema = Readonly<Record<string, unknown>>;

/** The schema of an object with exactly these members. All but the `optional` ones are required. */
const object = (required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

const named = (name: string): Schema => object({ name: { const: name } });

const user = object(
  { uid: text },
  {
    type_id: { enum: [0, 1, 2, 3, 4] },
    type: { enum: ['Unknown', 'User', 'Admin', 'System', 'Service'] },
    name: { ...text, description: 'Personal; only with audit.kafka.personalData: clear.' },
    email_addr: { ...text, description: 'Personal; only with audit.kafka.personalData: clear.' },
  },
);

const unmapped = object(
  {
    id: { ...text, format: 'uuid', description: 'The event id again: the key for deduplication.' },
    tenantId: text,
    tenantSeq: { ...position, description: "Position among the tenant's own events." },
    actor: object({ type: { enum: ['user', 'api_key', 'system', 'anonymous'] }, role: textOrNull, apiKeyId: textOrNull }),
    action: { ...text, description: '`resource.verb`, e.g. `environment.create`.' },
    risk: { enum: ['none', 'low', 'medium', 'high', 'critical'] },
    outcome: { enum: OUTCOMES },
    resource: object({
      type: text,
      id: text,
      revision: { type: 'integer', minimum: 0, description: 'Readers of a compacted topic ignore a lower sequence, not a lower revision.' },
      projectId: textOrNull,
    }),
    changes: {
      type: 'object',
      description: 'Field to its value before and after; a long text is {sha256, length}.',
      additionalProperties: object({ before: {}, after: {} }),
    },
    details: { type: 'object' },
    traceId: { type: ['string', 'null'], pattern: '^[0-9a-f]{32}$' },
    commitments: {
      ...object({}, { 'actor.name': sha256, 'actor.email': sha256, 'origin.ip': sha256, 'origin.userAgent': sha256 }),
      description: 'For each personal value the hex of SHA-256(salt, value), as in the log.',
    },
  },
  {
    personal: { ...object({}, { 'actor.email': text, 'origin.ip': text }), description: 'Clear values in a form that OCSF does not take.' },
  },
);

const whenClass = (classUid: number, properties: Readonly<Record<string, Schema>>): Schema => ({
  if: { properties: { class_uid: { const: classUid } } },
  then: { properties, required: Object.keys(properties) },
});

const iam = { category_uid: { const: 3 } } as const;

/** The JSON Schema (draft 2020-12) of the value of every message on the audit topic. Each value is also valid OCSF 1.8. */
export const AUDIT_EVENT_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:japm:schema:audit-event:v1',
  title: 'JAPM audit event, version 1',
  description:
    'OCSF 1.8 API Activity (6003), Authorize Session (3003), Authentication (3002) or Account Change (3001); delivered at least once, metadata.uid identifies it.',
  ...object(
    {
      class_uid: { enum: [6003, 3003, 3002, 3001] },
      class_name: { enum: ['API Activity', 'Authorize Session', 'Authentication', 'Account Change'] },
      category_uid: { enum: [6, 3] },
      category_name: { enum: ['Application Activity', 'Identity & Access Management'] },
      activity_id: { type: 'integer' },
      activity_name: text,
      type_uid: { type: 'integer', description: 'class_uid * 100 + activity_id' },
      type_name: text,
      time: { type: 'integer', description: 'Milliseconds since 1970 (UTC); metadata.original_time has the microseconds.' },
      severity_id: { enum: [1, 2, 3, 4, 5] },
      severity: { enum: ['Informational', 'Low', 'Medium', 'High', 'Critical'] },
      status_id: { enum: [1, 2] },
      status: { enum: ['Success', 'Failure'] },
      status_code: { enum: OUTCOMES },
      metadata: object(
        {
          version: { const: '1.8.0' },
          product: object({ name: { const: 'JAPM' }, vendor_name: { const: 'JAPM' } }),
          uid: { ...text, format: 'uuid' },
          sequence: { ...position, description: 'Position in the whole log.' },
          tenant_uid: text,
          event_code: text,
          original_time: { ...text, pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$' },
        },
        { correlation_uid: { ...text, description: 'The trace id.' } },
      ),
      actor: object({ user }),
      src_endpoint: { anyOf: [object({ ip: text }), named('undisclosed')] },
      unmapped,
    },
    {
      http_request: object({}, { uid: text, user_agent: text }),
      api: object({ operation: text, service: named('JAPM') }),
      resources: { type: 'array', minItems: 1, maxItems: 1, items: object({ uid: text, type: text }, { namespace: text }) },
      user,
      service: named('JAPM'),
      session: object({ uid: text }),
      privileges: {
        type: 'array',
        minItems: 1,
        items: text,
        description: "What a key or a member was given; 'unspecified' for all that a key's owner has.",
      },
    },
  ),
  allOf: [
    whenClass(6003, { category_uid: { const: 6 }, api: {}, resources: {} }),
    whenClass(3003, { ...iam, user: {}, privileges: {} }),
    whenClass(3002, { ...iam, user: {}, service: {}, session: {} }),
    whenClass(3001, { ...iam, user: {} }),
  ],
};
