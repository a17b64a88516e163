import { timeOf } from '#platform/http/times';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';

const CODE = 'prompts.time_invalid';

/**
 * Reads a time of the past. `place` is its parameter or pointer; a date means the end of that day. Throws Invalid for a time that is not
 * over.
 */
export function pastTimeOf(place: string, text: string | null | undefined, clock: Clock): Date | null {
  if (text == null) return null;
  const time = timeOf(place, text, CODE).last;
  if (time > clock.now())
    throw new Invalid(CODE, [{ pointer: place, message: 'asOf must not be in the future; a date means the end of its day in UTC' }]);
  return time;
}
