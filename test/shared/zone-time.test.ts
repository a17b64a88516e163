import fc from 'fast-check';
import { instantOf, isLocalDateTime, isTimeZone, localTime } from '#shared/zone-time';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
const MINUTE = 60_000;
const zone = fc.constantFrom(...ZONES);
const minute = fc
  .integer({ min: Date.parse('2024-01-01T00:00:00Z') / MINUTE, max: Date.parse('2028-01-01T00:00:00Z') / MINUTE })
  .map((each) => new Date(each * MINUTE));
/** By another way than the code's: `2026-03-29 03:30:00`. */
const shown = (timeZone: string, instant: Date): string => instant.toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T');

describe('the clocks of a zone', () => {
  it('show what Intl shows, and each time they show is found again', () => {
    fc.assert(
      fc.property(zone, minute, (timeZone, instant) => {
        const local = localTime(timeZone, instant);
        expect(`${local.date}T${local.time}`).toBe(shown(timeZone, instant));
        const [first, last] = [instantOf(timeZone, local, 'first'), instantOf(timeZone, local, 'last')];
        expect([first, last].map((each) => shown(timeZone, each))).toEqual([shown(timeZone, instant), shown(timeZone, instant)]);
        expect(first <= instant && instant <= last).toBe(true);
      }),
    );
  });

  it('skip an hour in spring and show one twice in autumn', () => {
    const local = (text: string) => ({ date: text.slice(0, 10), time: text.slice(11) });
    for (const choice of ['first', 'last'] as const) {
      expect(instantOf('Europe/Berlin', local('2026-03-29T02:30'), choice).toISOString()).toBe('2026-03-29T01:00:00.000Z');
      expect(instantOf('Australia/Lord_Howe', local('2026-10-04T02:15'), choice).toISOString()).toBe('2026-10-03T15:30:00.000Z');
    }
    expect(instantOf('Europe/Berlin', local('2026-10-25T02:30'), 'first').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('Europe/Berlin', local('2026-10-25T02:30'), 'last').toISOString()).toBe('2026-10-25T01:30:00.000Z');
  });

  it('are those of an abbreviation as well, wherever the runtime knows it', () => {
    const local = { date: '2026-07-01', time: '12:00' };
    if (isTimeZone('PST')) expect(instantOf('PST', local, 'first').toISOString()).toBe('2026-07-01T19:00:00.000Z');
    expect(instantOf('Asia/Calcutta', local, 'first').toISOString()).toBe('2026-07-01T06:30:00.000Z');
  });

  it('are known for zones only', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Base', '', '+02:00'].map(isTimeZone)).toEqual([true, true, false, false, false]);
  });

  it('skip a whole day where a zone moves over the date line', () => {
    const skipped = { date: '2011-12-30', time: '12:00' };
    for (const choice of ['first', 'last'] as const)
      expect(instantOf('Pacific/Apia', skipped, choice).toISOString()).toBe('2011-12-30T10:00:00.000Z');
  });

  it('show no date that the calendar does not have', () => {
    const texts = ['2026-12-20T18:00', '2028-02-29T00:00', '2026-02-29T00:00', '2026-02-30T10:00', '2026-13-01T00:00', '2026-12-20T24:00'];
    expect(texts.map(isLocalDateTime)).toEqual([true, true, false, false, false, false]);
  });
});
