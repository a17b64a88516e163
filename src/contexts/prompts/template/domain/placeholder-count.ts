import { Invalid } from '#shared/errors';
import { fieldOf } from '#shared/validation';

/** Placeholders of one text. */
const MAX_PLACEHOLDERS_PER_TEXT = 10_000;
/** Of all texts that one resolve puts in, each as often as it is planned. */
export const MAX_PLACEHOLDERS_PER_RESOLVE = 50_000;

/** How many `{{` a text has, which is at least how many placeholders; counting ends above `most`. */
export function openingsIn(text: string, most = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let at = text.indexOf('{{'); at >= 0 && count <= most; at = text.indexOf('{{', at + 2)) count += 1;
  return count;
}

/** For a text that is written. Throws Invalid at once, before anything parses it. */
export function requireFewOpenings(pointer: string, text: string): void {
  if (openingsIn(text, MAX_PLACEHOLDERS_PER_TEXT) <= MAX_PLACEHOLDERS_PER_TEXT) return;
  const message = `${fieldOf(pointer)} has more than ${MAX_PLACEHOLDERS_PER_TEXT} placeholders ({{…}})`;
  throw new Invalid('prompts.too_many_placeholders', [{ pointer, message }]);
}
