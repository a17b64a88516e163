import fc from 'fast-check';
import { isIP } from 'node:net';
import { AttemptWindows, MAX_ANONYMOUS_EVENTS, MAX_WINDOWS, SINGLE_PER_MINUTE, UNKNOWN } from '#platform/http/attempt-windows';
import type { Attempt, MergedAttempts } from '#platform/http/merged-attempts';
import type { Actor } from '#shared/actor';
import type { AuditFact, Outcome, Risk } from '#shared/audit';

const person = (id: string, apiKeyId: string | null = null): Actor => ({
  ...UNKNOWN,
  type: apiKeyId === null ? 'user' : 'api_key',
  id,
  tenantId: `tenant-of-${id}`,
  role: 'user',
  apiKeyId,
});

interface Tried {
  readonly actor?: Actor;
  readonly action?: string;
  readonly risk?: Risk;
  readonly outcome?: Outcome;
  readonly address?: string;
  readonly tenantId?: string;
  readonly resource?: string;
}
function attempt({
  actor = UNKNOWN,
  action = 'thing.read',
  risk = 'low',
  outcome = 'denied',
  address = '192.0.2.1',
  ...rest
}: Tried): Attempt {
  const { tenantId = actor.tenantId, resource = 'x' } = rest;
  const rule = { action, resource: action.split('.')[0] ?? '', risk };
  return { fact: { rule, actor, resource: { id: resource, revision: 0, projectId: null }, outcome }, tenantId, address };
}

/** What was written, with the minute it belongs to. */
interface Written {
  readonly minute: number;
  readonly fact: AuditFact;
  readonly count: number;
}
const writtenOf = (merged: readonly MergedAttempts[]): Written[] =>
  merged.map(({ fact, count }) => ({ minute: (fact.details?.minute as Date).getTime() / 60_000, fact, count }));
const highRisk = ({ risk }: { risk: Risk }): boolean => risk === 'high' || risk === 'critical';
const isKnown = (actor: Actor): boolean => actor.type !== 'anonymous';
const subject = ({ actor, rule, outcome }: AuditFact): string => [actor.type, actor.id, actor.apiKeyId, rule.action, outcome].join(' ');
const counts = (entries: readonly (readonly [string, number])[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const [key, count] of entries) found[key] = (found[key] ?? 0) + count;
  return found;
};

const RISKS: Readonly<Record<string, Risk>> = { 'thing.erase': 'high', 'thing.seize': 'critical' };
const ACTORS = [UNKNOWN, UNKNOWN, person('ann'), person('bob'), person('ann', 'key-1'), person('ann', 'key-2')];
const tried = fc.record({
  actor: fc.constantFrom(...ACTORS),
  action: fc.constantFrom('thing.read', 'thing.erase', 'thing.seize', 'other.list'),
  outcome: fc.constantFrom<Outcome>('denied', 'failed'),
  address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8::2', '2001:db8:0:1::1', ''),
  resource: fc.constantFrom('a', 'b', 'c'),
});
const step = fc.oneof(
  { weight: 20, arbitrary: fc.record({ tried, times: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: fc.constant('minute' as const) },
  { weight: 1, arbitrary: fc.constant('flush' as const) },
);

describe('the attempts of a minute', () => {
  it('of known actors are each an event, or counted in one of the same actor, action and outcome; of high risk each is one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const windows = new AttemptWindows();
        let minute = 1;
        const made: Attempt[] = [];
        const events: Written[] = [];
        for (const each of steps) {
          if (each === 'minute') minute += 1;
          else if (each === 'flush') events.push(...writtenOf(windows.take(minute, false)));
          else {
            const risk: Risk = RISKS[each.tried.action] ?? 'low';
            for (let n = 0; n < each.times; n += 1) {
              const one = attempt({ ...each.tried, risk });
              made.push(one);
              if (windows.isSingle(one, minute)) events.push({ minute, fact: one.fact, count: 1 });
            }
          }
        }
        events.push(...writtenOf(windows.take(minute, true)));

        const known = events.filter(({ fact }) => isKnown(fact.actor));
        expect(counts(known.map(({ fact, count }) => [subject(fact), count]))).toEqual(
          counts(made.filter(({ fact }) => isKnown(fact.actor)).map(({ fact }) => [subject(fact), 1])),
        );
        expect(known.filter(({ fact }) => highRisk(fact.rule) && fact.details?.merged !== undefined)).toEqual([]);
        expect(events.reduce((sum, { count }) => sum + count, 0)).toBe(made.length);
      }),
    );
  });

  it('without valid credentials cause at most so many events, whatever their networks and tenants, and all are counted', () => {
    const many = fc.record({
      network: fc.nat(1000),
      tenant: fc.nat(400),
      action: fc.nat(5),
      outcome: fc.constantFrom<Outcome>('denied', 'failed'),
    });
    fc.assert(
      fc.property(fc.array(many, { minLength: 3000, maxLength: 6000 }), (all) => {
        const windows = new AttemptWindows();
        const single = all.filter(({ network, tenant, action, outcome }) =>
          windows.isSingle(
            attempt({
              address: `2001:db8:0:${network.toString(16)}::1`,
              tenantId: `t${tenant}`,
              action: `a.${action}`,
              risk: 'high',
              outcome,
            }),
            1,
          ),
        ).length;
        const merged = windows.take(2, false);
        expect(single + merged.length).toBeLessThanOrEqual(MAX_ANONYMOUS_EVENTS);
        expect(single + merged.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
      }),
      { numRuns: 10 },
    );
  });

  it('from one network of 64 bits are 20 events and one with the actions, the resources and the network', () => {
    const windows = new AttemptWindows();
    const single = Array.from({ length: 300 }, (_, n) =>
      windows.isSingle(
        attempt({
          address: `2001:db8:1:2::${n.toString(16)}`,
          action: `thing.a${n % 3}`,
          risk: n === 99 ? 'high' : 'medium',
          resource: `r${n}`,
        }),
        1,
      ),
    );
    const merged = windows.take(2, false);
    expect(single.filter(Boolean)).toHaveLength(SINGLE_PER_MINUTE);
    expect(merged.map(({ fact, ip }) => ({ fact, ip }))).toMatchObject([
      {
        ip: '2001:db8:1:2::',
        fact: {
          actor: { type: 'anonymous' },
          rule: { action: 'attempt.merge', risk: 'high' },
          details: { merged: 280, actions: { 'thing.a0': 93, 'thing.a1': 93, 'thing.a2': 94 } },
        },
      },
    ]);
    expect(isIP(merged[0]?.ip ?? '')).toBe(6);
    expect(merged[0]?.fact.details?.resources).toEqual(Array.from({ length: 100 }, (_, n) => `thing:r${n + 20}`));
  });

  it('name their action while there is one, and their address while there is one', () => {
    const windows = new AttemptWindows();
    for (let n = 0; n < 25; n += 1) windows.isSingle(attempt({ action: 'session.login' }), 1);
    expect(windows.take(2, false).map(({ fact, ip }) => [fact.rule.action, ip, fact.details?.actions])).toEqual([
      ['session.login', '192.0.2.1', undefined],
    ]);
    const ann = person('ann');
    for (let n = 0; n < 25; n += 1) windows.isSingle(attempt({ actor: ann, address: `192.0.2.${n % 2}`, resource: `r${n}` }), 2);
    const [{ fact, ip } = { fact: null, ip: '' }] = windows.take(3, false);
    expect(ip).toBeNull();
    expect(fact).toMatchObject({
      actor: ann,
      tenantId: 'tenant-of-ann',
      details: { merged: 5, resources: ['r20', 'r21', 'r22', 'r23', 'r24'] },
    });
  });

  it('of other networks than those with an event of their own say whose tenants they concern', () => {
    const windows = new AttemptWindows();
    for (let n = 0; n < 1000; n += 1)
      windows.isSingle(attempt({ address: `10.0.${n >> 8}.${n & 255}`, tenantId: n % 2 ? 'odd' : 'even' }), 1);
    const others = windows.take(2, false).filter(({ ip }) => ip === null);
    expect(others.map(({ fact, count }) => [fact.tenantId, count, fact.details?.tenants])).toEqual([
      [UNKNOWN.tenantId, 410, { even: 205, odd: 205 }],
    ]);
  });

  it('of more known actors than are kept are written before they go', () => {
    const windows = new AttemptWindows();
    for (let n = 0; n < 23; n += 1) windows.isSingle(attempt({ actor: person('first') }), 1);
    for (let n = 0; n < MAX_WINDOWS - 1; n += 1) windows.isSingle(attempt({ actor: person(`p${n}`) }), 1);
    expect(windows.take(1, false)).toEqual([]);
    windows.isSingle(attempt({ actor: person('one-too-many') }), 1);
    expect(windows.take(1, false).map(({ count }) => count)).toEqual([3]);
  });

  it('have resources of bounded size', () => {
    const windows = new AttemptWindows();
    const ann = person('ann');
    for (let n = 0; n < 200; n += 1) windows.isSingle(attempt({ actor: ann, resource: `${n}${'\u0001'.repeat(490)}` }), 1);
    const [merged] = windows.take(2, false);
    expect(Buffer.byteLength(JSON.stringify(merged?.fact.details))).toBeLessThan(20_000);
    expect(merged?.count).toBe(180);
  });

  it('that cannot be written wait in a bounded number', () => {
    const windows = new AttemptWindows();
    for (let n = 0; n < 21; n += 1) windows.isSingle(attempt({}), 1);
    const merged = windows.take(2, false);
    windows.putBack(Array.from({ length: 5001 }, () => merged).flat());
    expect(windows.surplus()).toHaveLength(1);
    expect(windows.surplus()).toEqual([]);
    expect(windows.take(2, false)).toHaveLength(5000);
  });
});
