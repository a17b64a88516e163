import fc from 'fast-check';
import { AccessBuffer } from '#contexts/prompts/usage/application/access-buffer';
import { UsageSettings } from '#contexts/prompts/usage/application/usage-settings';
import { ACCESS_KINDS, ACCESS_OUTCOMES, type Access } from '#contexts/prompts/usage/domain/access';
import { FixedClock } from '../../../../fakes/clock-and-ids';
import { access } from '../accesses';

const clock = new FixedClock('2026-01-01T10:59:59.999Z');
const bufferOf = (maxEntries: number, at = clock): AccessBuffer =>
  new AccessBuffer(at, new UsageSettings({ maxEntries, flushMs: 10, hourlyDays: 1, dailyDays: 1 }));
const total = (buffer: AccessBuffer): number => buffer.take(Infinity).counts.reduce((sum, { count }) => sum + count, 0);

const accesses: fc.Arbitrary<Access> = fc
  .record({
    kind: fc.constantFrom(...ACCESS_KINDS),
    outcome: fc.constantFrom(...ACCESS_OUTCOMES),
    actor: fc.record({ id: fc.constantFrom('a', 'b'), apiKeyId: fc.constantFrom(null, 'k') }),
    versionId: fc.constantFrom('v', 'w'),
    environmentId: fc.constantFrom(null, 'e'),
    language: fc.constantFrom(null, 'en', 'fr'),
  })
  .map(access);

describe('The buffer of accesses', () => {
  it('adds up equal accesses, and counts all others apart', () => {
    const buffer = bufferOf(10);
    for (const each of [access(), access(), access({ outcome: 'failed' }), access({ language: 'fr' })]) buffer.record(each);
    expect(buffer.take(10).counts.map(({ outcome, language, count }) => [outcome, language, count])).toEqual([
      ['served', 'en', 2],
      ['failed', 'en', 1],
      ['served', 'fr', 1],
    ]);
  });

  it('counts an access in the hour in which it came', () => {
    const later = new FixedClock('2026-01-01T10:59:59.999Z');
    const buffer = bufferOf(10, later);
    buffer.record(access());
    later.advance(1);
    buffer.record(access());
    expect(buffer.take(10).counts.map(({ hour }) => new Date(hour * 3_600_000).toISOString())).toEqual([
      '2026-01-01T10:00:00.000Z',
      '2026-01-01T11:00:00.000Z',
    ]);
  });

  it('tells a key from its owner', () => {
    const buffer = bufferOf(10);
    buffer.record(access({ actor: { id: 'user-1', apiKeyId: null } }));
    buffer.record(access({ actor: { id: 'user-1', apiKeyId: 'key-1' } }));
    expect(buffer.take(10).counts.map(({ caller }) => caller)).toEqual([
      { kind: 'user', id: 'user-1' },
      { kind: 'key', id: 'key-1' },
    ]);
  });

  it('notes the use of each version whose text was given, and of none where it failed', () => {
    const buffer = bufferOf(10);
    buffer.record(access({ included: ['version-2'] }));
    buffer.record(access({ versionId: 'version-3', outcome: 'failed', included: ['version-4'] }));
    expect(buffer.take(10).uses.map(({ versionId }) => versionId)).toEqual(['version-1', 'version-2']);
  });

  it('loses no access and counts none twice, however its entries are taken', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(accesses, fc.nat(3))), (recorded) => {
        const buffer = bufferOf(1000);
        let sum = 0;
        for (const [each, takes] of recorded) {
          buffer.record(each);
          const batch = buffer.take(takes);
          sum += batch.counts.reduce((counted, { count }) => counted + count, 0);
          buffer.release(batch);
        }
        expect(sum + total(buffer)).toBe(recorded.length);
        expect(buffer.overflowed).toBe(0);
      }),
    );
  });

  it('never has more entries than its bound, and counts each access that finds no room', () => {
    fc.assert(
      fc.property(fc.array(accesses, { minLength: 20 }), fc.nat(12), (recorded, bound) => {
        const buffer = bufferOf(bound);
        const batch = buffer.take(0);
        for (const each of recorded) {
          buffer.record(each);
          expect(buffer.size).toBeLessThanOrEqual(bound);
        }
        buffer.release(batch);
        expect(buffer.overflowed + total(buffer)).toBe(recorded.length);
      }),
    );
  });

  it('holds the room of what is being written until that is over', () => {
    const buffer = bufferOf(2);
    buffer.record(access());
    const batch = buffer.take(5);
    buffer.record(access({ versionId: 'version-2' }));
    expect(buffer.overflowed).toBe(1);
    buffer.release(batch);
    buffer.record(access({ versionId: 'version-2' }));
    expect(buffer.overflowed).toBe(1);
    expect(buffer.size).toBe(2);
  });
});
