import { Invalid } from '#shared/errors';
import { givenTime, TIME_RULE, type GivenTime } from '#shared/given-time';

/** Parses a time of a request. `place` is its parameter (`?from`) or its pointer in the body (`/expiresAt`). */
export function timeOf(place: string, text: string, code = 'request.invalid'): GivenTime {
  const time = givenTime(text);
  if (time === null) throw new Invalid(code, [{ pointer: place, message: `${place.slice(1)} ${TIME_RULE}` }]);
  return time;
}

/** Like {@link timeOf}, for a time that may be absent or null. */
export const optionalTimeOf = <Absent extends null | undefined>(place: string, text: string | Absent): GivenTime | Absent =>
  typeof text === 'string' ? timeOf(place, text) : text;
