import type { AuditEnvelope } from '#shared/audit-envelope';

export const TENANT = '0190b3a0-0000-7000-8000-00000000000a';
export const OTHER_TENANT = '0190b3a0-0000-7000-8000-00000000000b';
export const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

/** The n-th event; n makes id and time. Whole members are replaced by `changes`. */
export function envelope(n: number, changes: Partial<AuditEnvelope> = {}): AuditEnvelope {
  return {
    v: 1,
    id: `0190b3a0-1111-7000-8000-${n.toString(16).padStart(12, '0')}`,
    timeUs: 1_767_225_600_000_000 + n,
    tenantId: TENANT,
    actor: {
      type: 'user',
      id: '0190b3a0-2222-7000-8000-000000000001',
      role: 'user',
      apiKeyId: null,
      name: 'Ada Lovelace',
      email: 'ada@example.com',
    },
    action: 'environment.create',
    risk: 'low',
    outcome: 'success',
    resource: {
      type: 'environment',
      id: '0190b3a0-3333-7000-8000-000000000001',
      revision: 1,
      projectId: '0190b3a0-4444-7000-8000-000000000001',
    },
    changes: { name: { before: null, after: 'production' } },
    details: {},
    origin: { ip: '203.0.113.7', userAgent: 'curl/8.5.0', requestId: 'req-1' },
    traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01`,
    ...changes,
  };
}

/** A job's event: nobody's personal data, no request, no trace. */
export const jobEnvelope = (n: number): AuditEnvelope =>
  envelope(n, {
    actor: { type: 'system', id: 'bootstrap', role: null, apiKeyId: null, name: null, email: null },
    origin: { ip: null, userAgent: null, requestId: null },
    traceparent: null,
  });

/** Salts that are never the same, and the same in each test. */
export function countingSalt(): () => Buffer {
  let count = 0;
  return () => {
    const salt = Buffer.alloc(16);
    salt.writeUInt32BE((count += 1), 12);
    return salt;
  };
}
