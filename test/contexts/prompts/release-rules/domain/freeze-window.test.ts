import fc from 'fast-check';
import { frozenAt, guardedWindow, type FreezeWindow } from '#contexts/prompts/release-rules/domain/freeze-window';
import { Validation } from '#shared/validation';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
const MINUTE = 60_000;
const zone = fc.constantFrom(...ZONES);
const minute = fc
  .integer({ min: Date.parse('2024-01-01T00:00:00Z') / MINUTE, max: Date.parse('2028-01-01T00:00:00Z') / MINUTE })
  .map((each) => new Date(each * MINUTE));
/** By another way than the code's: `2026-03-29 03:30:00`. */
const shown = (timeZone: string, instant: Date): string => instant.toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T');

const window = (more: Partial<FreezeWindow>): FreezeWindow => ({
  days: null,
  from: '2026-12-20T18:00',
  to: '2027-01-02T08:00',
  timeZone: 'Europe/Berlin',
  reason: 'holidays',
  ...more,
});
const frozen = (which: FreezeWindow, instant: string): boolean => frozenAt(which, new Date(instant)) !== null;

describe('a freeze window', () => {
  it('holds from its first minute to the one before its last, without a gap, whatever the clocks do', () => {
    const hours = fc.integer({ min: 1, max: 72 });
    fc.assert(
      fc.property(zone, minute, hours, fc.integer({ min: -90, max: 80 * 60 }), (timeZone, start, long, at) => {
        const end = new Date(start.getTime() + long * 60 * MINUTE);
        const [from, to] = [shown(timeZone, start), shown(timeZone, end)];
        fc.pre(from < to);
        const instant = new Date(start.getTime() + at * MINUTE);
        const isIn = frozen(window({ from, to, timeZone }), instant.toISOString());
        // A time that is shown twice stretches the window, it never tears it.
        if (instant >= start && instant < end) expect(isIn).toBe(true);
        if (shown(timeZone, instant) < from && instant < start) expect(isIn).toBe(false);
        if (shown(timeZone, instant) >= to && instant.getTime() > end.getTime() + 60 * MINUTE) expect(isIn).toBe(false);
      }),
    );
  });

  it('holds while the clocks show a time between its ends, also where they never show these', () => {
    const change = Date.parse('2026-03-29T01:00:00Z'); // 02:00 to 03:00 in Berlin
    const [ends, minutes] = [fc.integer({ min: -150, max: 150 }), fc.integer({ min: -240, max: 240 })];
    const wall = (at: number): string => new Date(Date.parse('2026-03-29T02:30:00Z') + at * MINUTE).toISOString().slice(0, 16);
    fc.assert(
      fc.property(ends, ends, minutes, fc.boolean(), (a, b, at, isWeekly) => {
        fc.pre(a < b);
        const once = { from: wall(a), to: wall(b) };
        const weekly = { days: ['sunday'] as const, from: once.from.slice(11), to: once.to.slice(11) };
        const instant = new Date(change + at * MINUTE);
        const time = shown('Europe/Berlin', instant);
        expect(frozen(window(isWeekly ? weekly : once), instant.toISOString())).toBe(once.from <= time && time < once.to);
      }),
    );
  });

  it('comes back each week, over midnight, on its days only', () => {
    const weekend = window({ days: ['friday'], from: '18:00', to: '08:00' });
    expect(frozen(weekend, '2026-07-03T15:59:00Z')).toBe(false);
    expect(frozen(weekend, '2026-07-03T16:00:00Z')).toBe(true);
    expect(frozen(weekend, '2026-07-04T05:59:00Z')).toBe(true);
    expect(frozen(weekend, '2026-07-04T06:00:00Z')).toBe(false);
    expect(frozen(weekend, '2026-07-02T17:00:00Z')).toBe(false);
    const allDay = window({ days: ['sunday'], from: '00:00', to: '00:00' });
    expect(frozen(allDay, '2026-10-25T22:30:00Z')).toBe(true); // a day of 25 hours
    expect(frozen(allDay, '2026-10-25T23:00:00Z')).toBe(false);
  });

  it('says what is wrong with it', () => {
    const faults = (more: Partial<FreezeWindow>): string[] => {
      const validation = new Validation('test');
      guardedWindow(validation, '/freezeWindows/0', window(more));
      try {
        validation.done();
        return [];
      } catch (error) {
        return (error as { errors: { pointer: string; message: string }[] }).errors.map(({ pointer, message }) => {
          const name = pointer.slice('/freezeWindows/0/'.length);
          expect(message).toMatch(new RegExp(`^freezeWindows\\.0\\.${name} `, 'u'));
          return name;
        });
      }
    };
    expect(faults({})).toEqual([]);
    expect(faults({ from: '2026-02-30T10:00' })).toEqual(['from']);
    expect(faults({ from: '18:00', to: '2026-12-20' })).toEqual(['from', 'to']);
    expect(faults({ to: '2026-12-20T18:00' })).toEqual(['to']);
    expect(faults({ days: [], from: '18:00', to: '24:00' })).toEqual(['to', 'days']);
    expect(faults({ timeZone: 'CET+1', reason: ' ' })).toEqual(['timeZone', 'reason']);
  });
});
