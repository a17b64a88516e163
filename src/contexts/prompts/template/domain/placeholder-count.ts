import { Invalid } from '#shared/errors';
import { fieldOf } from '#shared/validation';

/** The maximum number of placeholders in one text. */
const MAX_PLACEHOLDERS_PER_TEXT = 10_000;
/** The maximum number in all texts of one resolve; each text counts as often as it is planned. */
export const MAX_PLACEHOLDERS_PER_RESOLVE = 50_000;

/** The number of `{{` in a text, which is at least the number of its placeholders. Counting ends above `most`. */
export function openingsIn(text: string, most = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let at = text.indexOf('{{'); at >= 0 && count <= most; at = text.indexOf('{{', at + 2)) count += 1;
  return count;
}

/** Checks a new text. Throws Invalid at once, before anything parses the text. */
export function requireFewOpenings(pointer: string, text: string): void {
  if (openingsIn(text, MAX_PLACEHOLDERS_PER_TEXT) <= MAX_PLACEHOLDERS_PER_TEXT) return;
  const message = `${fieldOf(pointer)} has more than ${MAX_PLACEHOLDERS_PER_TEXT} placeholders ({{…}})`;
  throw new Invalid('prompts.too_many_placeholders', [{ pointer, message }]);
}
