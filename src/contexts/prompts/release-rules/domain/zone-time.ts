/** A date and time on the wall of some zone: `2026-03-29T02:30`. */
export interface LocalTime {
  /** `2026-03-29`. */
  readonly date: string;
  /** `02:30`. */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether it is a zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/u.test(name);
  } catch {
    return false;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const digits = '2-digit' as const;
  const more = { month: digits, day: digits, hour: digits, minute: digits, second: digits } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'iso8601', hourCycle: 'h23', year: 'numeric', ...more });
  formats.set(zone, made);
  return made;
}

/** What the clocks of the zone show. */
export function localTime(zone: string, instant: Date): LocalTime {
  const shown = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const two = (part: string | undefined): string => (part ?? '').padStart(2, '0');
  return {
    date: `${(shown.year ?? '').padStart(4, '0')}-${two(shown.month)}-${two(shown.day)}`,
    time: `${two(shown.hour)}:${two(shown.minute)}`,
  };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const asIfUtc = ({ date, time }: LocalTime): number => Date.parse(`${date}T${time}:00Z`);

/** How far the zone's clocks are ahead of UTC, in milliseconds (to the minute). */
const offsetAt = (zone: string, instant: number): number =>
  asIfUtc(localTime(zone, new Date(instant))) - Math.floor(instant / MINUTE) * MINUTE;

/**
 * When the clocks of the zone show that time. Shown twice (they were set back): the first or the last time. Never shown (they
 * were set forward over it): when they were set, since what they show from then on is later.
 */
export function instantOf(zone: string, local: LocalTime, choice: 'first' | 'last'): Date {
  const wall = asIfUtc(local);
  const [before, after] = [offsetAt(zone, wall - DAY), offsetAt(zone, wall + DAY)];
  const shown = [...new Set([wall - before, wall - after])]
    .filter((each) => offsetAt(zone, each) === wall - each)
    .toSorted((a, b) => a - b);
  return new Date((choice === 'first' ? shown[0] : shown.at(-1)) ?? changeBetween(zone, wall - after, wall - before));
}

/** The first minute in which the clocks of the zone are as far ahead as at `late`; at `early` they are not yet. */
function changeBetween(zone: string, early: number, late: number): number {
  let [from, to] = [early, late];
  while (to - from > MINUTE) {
    const middle = from + Math.floor((to - from) / 2 / MINUTE) * MINUTE;
    if (offsetAt(zone, middle) === offsetAt(zone, late)) to = middle;
    else from = middle;
  }
  return to;
}

/** The date so many days later; back with a negative number. */
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** 0 is Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
