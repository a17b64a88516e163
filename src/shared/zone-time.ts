import type { Temporal } from 'temporal-polyfill';
import { temporal } from './temporal.lazy';

/** A date and a time to the minute as the clocks of some time zone show them: `2026-03-29`, `02:30`. */
export interface LocalTime {
  /** `2026-03-29`. */
  readonly date: string;
  /** `02:30`. */
  readonly time: string;
}

/** Whether the runtime knows a time zone by that name: `Europe/Berlin`. A fixed offset such as `+02:00` is none. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/u.test(name) && zoneId(name) !== '';
  } catch {
    return false;
  }
}

/** The zone's name in the IANA database. Intl also knows abbreviations such as `PST`, which Temporal refuses and stored windows may have. */
const zoneId = (name: string): string => new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;

/** Whether the text is a date and time that the calendar has; the 30th of February is none. */
export function isLocalDateTime(text: string): boolean {
  try {
    temporal().PlainDateTime.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of the zone show at that instant. */
export function localTime(zone: string, instant: Date): LocalTime {
  const shown = temporal().Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zoneId(zone)).toPlainDateTime();
  return { date: shown.toPlainDate().toString(), time: shown.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/**
 * When the clocks of the zone show that time. Clocks that are set back show it twice: `choice` takes the first or the last time.
 * Clocks that are set forward over it never show it: the function returns the instant of the change, since they show later times
 * from then on.
 */
export function instantOf(zone: string, { date, time }: LocalTime, choice: 'first' | 'last'): Date {
  const id = zoneId(zone);
  const wall = temporal().PlainDateTime.from(`${date}T${time}`);
  const found = wall.toZonedDateTime(id, { disambiguation: choice === 'first' ? 'earlier' : 'later' });
  return dateOf(found.toPlainDateTime().equals(wall) ? found : (changeAfter(wall, id) ?? found));
}

/** In a gap, `earlier` is the wall time read with the offset from before the change, hence an instant before it. */
const changeAfter = (wall: Temporal.PlainDateTime, id: string): Temporal.ZonedDateTime | null =>
  wall.toZonedDateTime(id, { disambiguation: 'earlier' }).getTimeZoneTransition('next');

const dateOf = ({ epochMilliseconds }: Temporal.ZonedDateTime): Date => new Date(epochMilliseconds);

/** The date that many days later; earlier with a negative number. */
export const daysLater = (date: string, days: number): string => temporal().PlainDate.from(date).add({ days }).toString();

/** The day of the week; 0 is Sunday. */
export const weekdayOf = (date: string): number => temporal().PlainDate.from(date).dayOfWeek % 7;
