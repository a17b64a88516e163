import { createHash } from 'node:crypto';
import { OutboxWriter } from '#platform/messaging/outbox-writer';
import { withRequestOrigin } from '#platform/observability/request-context';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { systemActor } from '#shared/actor';
import { auditRules, type AuditFact } from '#shared/audit';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { canonicalBytes } from '#shared/canonical-json';
import { CountingIds, FixedClock } from '../../fakes/clock-and-ids';

const RULES = auditRules('thing', { change: 'low' });
const resource = { id: 'thing-1', revision: 2, projectId: null };

describe('the outbox writer', () => {
  let collected: AuditEnvelope[];
  let outbox: OutboxWriter;
  const record = (fact: Partial<AuditFact>): AuditEnvelope => {
    outbox.append({ rule: RULES.change, actor: systemActor('test'), resource, ...fact });
    return collected.at(-1) as AuditEnvelope;
  };

  beforeEach(() => {
    collected = [];
    const unitOfWork = { collect: (event: AuditEnvelope) => void collected.push(event) } as unknown as TypeOrmUnitOfWork;
    outbox = new OutboxWriter(unitOfWork, new CountingIds(), new FixedClock());
  });

  it('puts a fact into its envelope, with who, when, where from and how it ended', () => {
    const origin = { ip: '192.0.2.1', userAgent: 'curl', requestId: 'r1' };
    const event = withRequestOrigin(origin, () => record({ changes: { name: { before: 'a', after: 'b' } } }));
    expect(event).toMatchObject({
      v: 1,
      timeUs: 1_767_225_600_000_001,
      actor: { type: 'system', id: 'test' },
      action: 'thing.change',
      risk: 'low',
      outcome: 'success',
      resource: { type: 'thing', ...resource },
      changes: { name: { before: 'a', after: 'b' } },
      details: {},
      origin,
      traceparent: null,
    });
    expect(record({}).id).not.toBe(event.id);
    expect(record({})).toMatchObject({ origin: { ip: null, userAgent: null, requestId: null } });
  });

  it('keeps the outcome and the tenant that a fact names', () => {
    expect(record({ outcome: 'denied', tenantId: 'other' })).toMatchObject({ outcome: 'denied', tenantId: 'other' });
    outbox.unchanged({ rule: RULES.change, actor: systemActor('test'), resource });
    expect(collected.at(-1)?.outcome).toBe('unchanged');
  });

  it('lets no U+0000 through, at which SQLite ends a text', () => {
    const event = record({
      resource: { id: 'a\0b', revision: 1, projectId: '\0' },
      changes: { 'x\0': { before: null, after: 'y\0' } },
      details: { 'k\0': ['v\0'] },
    });
    expect(JSON.stringify(event)).not.toContain('\\u0000');
    expect(event).toMatchObject({ resource: { id: 'a\uFFFDb', projectId: '\uFFFD' }, details: { 'k\uFFFD': ['v\uFFFD'] } });
  });

  it('keeps texts up to 256 bytes, and of longer ones the hash and the length', () => {
    const { changes } = record({ changes: { text: { before: 'x'.repeat(256), after: 'ä'.repeat(129) } } });
    expect(changes.text).toEqual({
      before: 'x'.repeat(256),
      after: { sha256: 'cf77fd2f765ab286fbf97ecbbf22cc7b5558ae85fbd47ee4014e3e355d2c2de1', length: 258 },
    });
  });

  it('keeps the reason that somebody gave, of 1,000 characters in any script', () => {
    const reason = '因'.repeat(1000);
    expect(record({ details: { override: { reason } } }).details).toEqual({ override: { reason } });
    expect(record({ details: { reason: 'x'.repeat(4001) } }).details).toMatchObject({ reason: { length: 4001 } });
  });

  it('removes secrets wherever they stand', () => {
    const { changes, details } = record({
      changes: { passwordHash: { before: 'p1', after: 'p2' }, owner: { before: null, after: { apiKey: 'k1', name: 'Ann' } } },
      details: { list: [{ refreshToken: 't1' }], hashedKey: 'h1', clientSecret: 's1', credentials: { user: 'u1' } },
    });
    expect(JSON.stringify({ changes, details })).not.toMatch(/p1|p2|k1|t1|h1|s1|u1/u);
    expect(changes.owner).toEqual({ before: null, after: { apiKey: '(removed)', name: 'Ann' } });
  });

  it('writes values as JSON has them', () => {
    const { details } = record({ details: { at: new Date(0), no: undefined, nested: { list: [1, true, null, 'x'] } } });
    expect(details).toEqual({ at: '1970-01-01T00:00:00.000Z', no: null, nested: { list: [1, true, null, 'x'] } });
  });

  it('replaces what is no Unicode', () => {
    const { details, resource: named } = record({ details: { ['\uD800key']: 'half \uDC00' }, resource: { ...resource, id: '\uD800' } });
    expect(details).toEqual({ '\uFFFDkey': 'half \uFFFD' });
    expect(named.id).toBe('\uFFFD');
  });

  it('cuts ids to what the log can hold, between characters', () => {
    const actor = { ...systemActor('x'.repeat(200)), tenantId: 't' };
    const { resource: cut, actor: who } = record({
      actor,
      resource: { id: '🙂'.repeat(300), revision: 1, projectId: `a${'🙂'.repeat(200)}` },
    });
    expect(who.id).toHaveLength(100);
    expect(cut.id).toBe('🙂'.repeat(250));
    expect(cut.projectId).toBe(`a${'🙂'.repeat(127)}`);
  });

  it('keeps an event under 64 KiB: of long lists the hash and the length, and all that stands beside them', () => {
    const variables = Array.from({ length: 1000 }, (_, n) => ({ name: `${'v'.repeat(90)}${n}`, default: null }));
    const { changes, details } = record({
      changes: { variables: { before: null, after: variables }, status: { before: 'draft', after: 'active' } },
      details: { override: { reason: 'Nobody sends it.', variables }, list: variables, count: 2, few: [1, 2] },
    });
    const digest = {
      sha256: createHash('sha256').update(canonicalBytes(variables)).digest('hex'),
      length: canonicalBytes(variables).length,
    };
    expect(changes).toEqual({ variables: { before: null, after: digest }, status: { before: 'draft', after: 'active' } });
    expect(details).toEqual({ override: { reason: 'Nobody sends it.', variables: digest }, list: digest, count: 2, few: [1, 2] });
  });

  it('keeps an event under 64 KiB: of too many changes only the names stay', () => {
    const many = Object.fromEntries(
      Array.from({ length: 2000 }, (_, n) => [`field${n}`, { before: 'x'.repeat(50), after: 'y'.repeat(50) }]),
    );
    const event = record({
      changes: many,
      details: { more: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [n, 'z'.repeat(250)])) },
    });
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(64 * 1024);
    expect(Object.keys(event.changes)).toHaveLength(100);
    expect(event.changes.field0).toEqual({ before: '(too large)', after: '(too large)' });
    const long = record({ changes: { ['🙂'.repeat(40_000)]: { before: 1, after: 2 } } });
    expect(Buffer.byteLength(JSON.stringify(long))).toBeLessThan(64 * 1024);
  });
});
