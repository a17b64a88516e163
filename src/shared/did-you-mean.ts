import { diffChars } from 'diff';

/** The maximum length, in characters, of names that are compared: they are untrusted input. */
const MAX_LENGTH = 64;
/** The maximum share of the letters of both names that differ. */
const DIFFERING = 1 / 3;
const MIN_PART_LENGTH = 4;

/** The end of a sentence about an unknown name: `; did you mean limit?`, or an empty text. */
export function didYouMean(given: string, known: readonly string[]): string {
  const closest = closestName(given, known);
  return closest === null ? '' : `; did you mean ${closest}?`;
}

/** The known name that the caller probably meant; null if none is close. */
function closestName(given: string, known: readonly string[]): string | null {
  if (given === '' || given.length > MAX_LENGTH) return null;
  const ranked = known.map((name) => [name, distanceOf(given.toLowerCase(), name.toLowerCase())] as const);
  const [closest] = ranked.filter(([, distance]) => distance !== null).toSorted(([, a], [, b]) => Number(a) - Number(b));
  return closest?.[0] ?? null;
}

/** The number of characters to remove and to add; null for names that are not close. `text` is close to `promptText`. */
function distanceOf(given: string, name: string): number | null {
  const [short, long] = given.length < name.length ? [given, name] : [name, given];
  if (short.length >= MIN_PART_LENGTH && (long.startsWith(short) || long.endsWith(short))) return long.length - short.length;
  const most = Math.floor((given.length + name.length) * DIFFERING);
  const parts = diffChars(given, name, { maxEditLength: most });
  return parts?.reduce((sum, { added, removed, value }) => sum + (added || removed ? value.length : 0), 0) ?? null;
}
