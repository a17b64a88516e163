import { Invalid } from '#shared/errors';
import { givenTime, TIME_RULE, type GivenTime } from '#shared/given-time';

/** The one way in which a time comes in: `place` is its parameter (`?from`) or its pointer in the body (`/expiresAt`). */
export function timeOf(place: string, text: string, code = 'request.invalid'): GivenTime {
  const time = givenTime(text);
  if (time === null) throw new Invalid(code, [{ pointer: place, message: `${place.slice(1)} ${TIME_RULE}` }]);
  return time;
}

/** As {@link timeOf}, for what may be left out or cleared. */
export const optionalTimeOf = <Absent extends null | undefined>(place: string, text: string | Absent): GivenTime | Absent =>
  typeof text === 'string' ? timeOf(place, text) : text;
