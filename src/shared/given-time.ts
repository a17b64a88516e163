/** A time as a caller writes it: an instant with its offset, or a date, which means the whole day in UTC. */
export interface GivenTime {
  /** The instant, or the first millisecond of the day. */
  readonly first: Date;
  /** The same instant, or the last millisecond of the day. */
  readonly last: Date;
  /** The instant in microseconds since 1970; further digits of a fraction are dropped. */
  readonly fromUs: number;
  /** The end, which is not included: the instant itself, or the next midnight. */
  readonly beforeUs: number;
}

export const TIME_RULE = 'must be an RFC 3339 date-time with its offset (2031-01-31T09:30:00Z), or a date for the whole day in UTC';

const DAY_MS = 86_400_000;
const SHAPE =
  /^(?<date>\d{4}-\d\d-\d\d)(?:T(?<clock>(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(?<fraction>\d{1,9}))?(?<offset>Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/iu;

/** Returns null for any other text: a time without an offset would mean another instant on each machine. */
export function givenTime(text: string): GivenTime | null {
  const { date, clock, fraction = '', offset } = SHAPE.exec(text)?.groups ?? {};
  if (date === undefined || !isDate(date)) return null;
  if (clock === undefined || offset === undefined) {
    const first = new Date(`${date}T00:00:00.000Z`);
    const last = new Date(first.getTime() + DAY_MS - 1);
    return { first, last, fromUs: first.getTime() * 1000, beforeUs: (first.getTime() + DAY_MS) * 1000 };
  }
  const digits = fraction.padEnd(6, '0');
  const instant = new Date(`${date}T${clock}.${digits.slice(0, 3)}${offset.toUpperCase()}`);
  const us = instant.getTime() * 1000 + Number(digits.slice(3, 6));
  return { first: instant, last: instant, fromUs: us, beforeUs: us };
}

/** Date takes the 30th of February for a day in March. */
function isDate(date: string): boolean {
  const day = new Date(`${date}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}
