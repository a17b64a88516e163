import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { columnsOf, readCanonical, timeOf, timeUsOf, traceIdOf } from '#contexts/audit/log/domain/canonical-event';
import { commitmentOf, hashesOf, recordOf } from '#contexts/audit/log/domain/log-record';
import { countingSalt, envelope, jobEnvelope, TENANT, TRACE_ID } from '../../envelopes';

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

describe('a record of the log', () => {
  const record = recordOf(envelope(1), { seq: 12, tenantSeq: 3 }, countingSalt());

  it('holds the canonical bytes: sorted, without blanks, with the position and microseconds', () => {
    const text = record.canonical.toString('utf8');
    expect(text).toMatch(/^\{"action":"environment.create","actor":\{"apiKeyId":null,"email":\{"sha256":"[0-9a-f]{64}"\},"id":/);
    expect(text).toContain('"seq":12,');
    expect(text).toContain('"tenantSeq":3,');
    expect(text).toContain('"time":"2026-01-01T00:00:00.000001Z"');
    expect(text).not.toContain('timeUs');
  });

  it('hashes the digest of those bytes as its leaf', () => {
    expect(record.digest).toEqual(sha256(record.canonical));
    expect(record.leafHash).toEqual(sha256(Buffer.of(0), record.digest));
    expect(hashesOf(record.canonical)).toEqual({ digest: record.digest, leafHash: record.leafHash });
  });

  it('has no personal data in its bytes, only salted commitments to it', () => {
    const text = record.canonical.toString('utf8');
    for (const clear of ['Ada', 'ada@example.com', '203.0.113.7', 'curl']) expect(text).not.toContain(clear);
    expect(record.personal.map(({ field, value }) => [field, value])).toEqual([
      ['actor.name', 'Ada Lovelace'],
      ['actor.email', 'ada@example.com'],
      ['origin.ip', '203.0.113.7'],
      ['origin.userAgent', 'curl/8.5.0'],
    ]);
    const [name] = record.personal;
    expect(readCanonical(record.canonical).actor.name).toEqual({
      sha256: sha256(name?.salt ?? Buffer.alloc(0), Buffer.from('Ada Lovelace')).toString('hex'),
    });
  });

  it('commits to equal values with different salts', () => {
    const salt = countingSalt();
    expect(commitmentOf(salt(), 'Ada')).not.toBe(commitmentOf(salt(), 'Ada'));
    expect(new Set(record.personal.map((each) => each.salt.toString('hex'))).size).toBe(4);
  });

  it('commits to nothing where nothing is known', () => {
    const job = recordOf(jobEnvelope(1), { seq: 1, tenantSeq: 1 }, countingSalt());
    expect(job.personal).toEqual([]);
    expect(readCanonical(job.canonical).origin).toEqual({ ip: null, userAgent: null, requestId: null });
  });

  it('has the columns that its bytes say', () => {
    expect(columnsOf(record.canonical)).toEqual(record.columns);
    expect(record.columns).toEqual({
      eventId: '0190b3a0-1111-7000-8000-000000000001',
      tenantId: TENANT,
      timeUs: 1_767_225_600_000_001,
      actorId: '0190b3a0-2222-7000-8000-000000000001',
      actorType: 'user',
      action: 'environment.create',
      risk: 'low',
      outcome: 'success',
      resourceType: 'environment',
      resourceId: '0190b3a0-3333-7000-8000-000000000001',
      projectId: '0190b3a0-4444-7000-8000-000000000001',
      traceId: TRACE_ID,
      requestId: 'req-1',
    });
  });

  it('takes text that is no Unicode, so that no event can stop the log', () => {
    const base = envelope(1);
    const odd = recordOf(
      { ...base, actor: { ...base.actor, name: 'A\ud800' }, details: { 'k\udfff': ['x\udc00y', '😀', 1, null] } },
      { seq: 1, tenantSeq: 1 },
      countingSalt(),
    );
    expect(readCanonical(odd.canonical).details).toEqual({ 'k\ufffd': ['x\ufffdy', '😀', 1, null] });
    expect(odd.personal[0]?.value).toBe('A\ufffd');
  });

  it('replaces U+0000, at which SQLite would end a column', () => {
    const fact = envelope(1);
    const cut = recordOf(
      { ...fact, resource: { ...fact.resource, id: 'a\0b' }, details: { 'k\0': '\0' } },
      { seq: 1, tenantSeq: 1 },
      countingSalt(),
    );
    expect(cut.columns.resourceId).toBe('a\ufffdb');
    expect(readCanonical(cut.canonical).details).toEqual({ 'k\ufffd': '\ufffd' });
  });

  it('refuses a salt of another length', () => {
    expect(() => recordOf(envelope(1), { seq: 1, tenantSeq: 1 }, () => Buffer.alloc(8))).toThrow('a salt has 16 bytes');
  });
});

describe('canonical bytes', () => {
  it.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{}',
    '{"actor":{},"resource":{},"origin":{}}',
    '{"actor":{},"resource":[],"origin":{},"time":""}',
  ])('are not %j', (text) => {
    expect(() => columnsOf(Buffer.from(text))).toThrow(TypeError);
  });
});

describe('the time of an event', () => {
  it('keeps every microsecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000_000 }), (us) => {
        expect(timeOf(us)).toHaveLength(27);
        expect(timeUsOf(timeOf(us))).toBe(us);
      }),
    );
  });

  it.each(['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000000+00:00', '2026-13-01T00:00:00.000000Z', ''])(
    'has no other form: %j',
    (text) => {
      expect(timeUsOf(text)).toBeNaN();
    },
  );
});

describe('the trace id', () => {
  it.each([
    [`00-${TRACE_ID}-00f067aa0ba902b7-00`, TRACE_ID],
    [`cc-${TRACE_ID}-00f067aa0ba902b7-01-more`, TRACE_ID],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, null],
    ['nonsense', null],
    [null, null],
  ])('of %j is %j', (traceparent, expected) => {
    expect(traceIdOf(traceparent)).toBe(expected);
  });
});
