import { fieldOf, type Validation } from '#shared/validation';
import { daysLater, instantOf, isLocalDateTime, isTimeZone, localTime, weekdayOf } from '#shared/zone-time';

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time without releases, by the clocks of a time zone. */
export interface FreezeWindow {
  /** Null for a single window. Otherwise it repeats on each of these days, and `to` is on the next day unless it is later than `from`. */
  readonly days: readonly Weekday[] | null;
  /** The start, which is included: `2026-12-20T18:00` for a single window, `18:00` for a repeated one. */
  readonly from: string;
  /** The end in the form of `from`. It is not included. */
  readonly to: string;
  /** A time zone of the IANA database: `Europe/Berlin`. */
  readonly timeZone: string;
  readonly reason: string;
}

const ONCE = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/u;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

const isDateTime = (text: string): boolean => ONCE.test(text) && isLocalDateTime(text);

export function guardedWindow(validation: Validation, at: string, window: FreezeWindow): FreezeWindow {
  const field = fieldOf(at);
  const isRight = window.days === null ? isDateTime : (text: string): boolean => TIME.test(text);
  const shape = window.days === null ? 'a local date-time such as 2026-12-20T18:00' : 'a local time such as 18:00';
  for (const end of ['from', 'to'] as const) if (!isRight(window[end])) validation.fail(`${at}/${end}`, `${field}.${end} must be ${shape}`);
  if (window.days === null && isRight(window.from) && isRight(window.to) && window.from >= window.to)
    validation.fail(`${at}/to`, `${field}.to must be later than from`);
  if (window.days?.length === 0) validation.fail(`${at}/days`, `${field}.days must not be empty`);
  if (!isTimeZone(window.timeZone)) validation.fail(`${at}/timeZone`, `${field}.timeZone must be a time zone such as Europe/Berlin`);
  return { ...window, reason: validation.lines(`${at}/reason`, window.reason) };
}

/** The start and the end of the occurrence that contains this instant; null when none does. */
export function frozenAt(window: FreezeWindow, now: Date): { readonly from: Date; readonly to: Date } | null {
  return occurrences(window, now).find(({ from, to }) => from <= now && now < to) ?? null;
}

/** The occurrences that could contain this instant. */
function occurrences({ days, from, to, timeZone }: FreezeWindow, now: Date): { from: Date; to: Date }[] {
  const span = (first: string, start: string, last: string, end: string) => ({
    from: instantOf(timeZone, { date: first, time: start }, 'first'),
    to: instantOf(timeZone, { date: last, time: end }, 'last'),
  });
  if (days === null) return [span(from.slice(0, 10), from.slice(11), to.slice(0, 10), to.slice(11))];
  const today = localTime(timeZone, now).date;
  return [-2, -1, 0].flatMap((back) => {
    const date = daysLater(today, back);
    const weekday = WEEKDAYS[weekdayOf(date)];
    if (weekday === undefined || !days.includes(weekday)) return [];
    return [span(date, from, to > from ? date : daysLater(date, 1), to)];
  });
}
