import { SystemClock } from '#platform/system/clock-and-ids';

const HOUR_MS = 3_600_000;

describe('the clock', () => {
  afterEach(() => jest.restoreAllMocks());
  const set = (ms: number): void => void jest.spyOn(Date, 'now').mockReturnValue(ms);

  it('tells microseconds, each later than the one before', () => {
    const clock = new SystemClock();
    const times = Array.from({ length: 1000 }, () => clock.nowUs());
    expect(times.every((each, at) => Number.isInteger(each) && (at === 0 || each > (times[at - 1] ?? Infinity)))).toBe(true);
    expect(Math.abs((times[0] ?? 0) / 1000 - Date.now())).toBeLessThan(5000);
  });

  it('goes with the clock of the machine when that is set, or went on while the machine slept', () => {
    const clock = new SystemClock();
    const before = clock.nowUs();
    const later = Date.now() + HOUR_MS;
    set(later);
    const after = clock.nowUs();
    expect(Math.abs(after - later * 1000)).toBeLessThan(1000);
    expect(after - before).toBeGreaterThan((HOUR_MS - 5000) * 1000);
  });

  it('does not go back with it', () => {
    const clock = new SystemClock();
    const before = clock.nowUs();
    set(Date.now() - HOUR_MS);
    expect(clock.nowUs()).toBe(before + 1);
  });
});
