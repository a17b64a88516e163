import { isExactNumber } from './exact-number';

/** A place in a JSON text: an element of an array, or the member whose name stands there. */
interface Level {
  /** The index of the element; null in an object. */
  index: number | null;
  /** The start and the end of the member's name, including the quotes. */
  name: readonly [start: number, end: number];
  awaitsName: boolean;
}

export interface ChangedNumber {
  /** The names and indexes that lead to the number. */
  readonly path: readonly string[];
  readonly literal: string;
}

/** The message for a number that loses digits. */
export const KEEP_DIGITS =
  'must keep its digits as a double-precision number: integers lie within ±9007199254740991, other numbers have about 15 digits; send longer ones as strings';

/**
 * Finds every number of a valid JSON text that loses digits as a double, which JSON.parse does silently. It takes one pass and
 * skips strings.
 */
export function* changedNumbers(json: string): Generator<ChangedNumber> {
  const levels: Level[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at] ?? '';
    const level = levels.at(-1);
    if (character === '"') {
      const end = endOfString(json, at);
      if (level?.awaitsName) Object.assign(level, { name: [at, end + 1], awaitsName: false });
      at = end;
    } else if (character === '[') levels.push({ index: 0, name: [0, 0], awaitsName: false });
    else if (character === '{') levels.push({ index: null, name: [0, 0], awaitsName: true });
    else if (character === ']' || character === '}') levels.pop();
    else if (character === ',' && level) {
      if (level.index === null) level.awaitsName = true;
      else level.index += 1;
    } else if (startsNumber(character)) {
      const end = endOfNumber(json, at);
      const literal = json.slice(at, end);
      if (!keepsDigits(literal))
        yield { path: levels.map(({ index, name }) => (index === null ? nameAt(json, name) : String(index))), literal };
      at = end - 1;
    }
  }
}

/** The result of {@link isExactNumber}; most numbers are so short that no comparison is necessary. */
export const keepsDigits = (literal: string): boolean =>
  (literal.length <= SHORT && !literal.includes('e') && !literal.includes('E')) || isExactNumber(literal);

/** A double holds every decimal of 15 digits. With an exponent a number may be outside the range of doubles. */
const SHORT = 15;

const startsNumber = (character: string): boolean => character === '-' || (character >= '0' && character <= '9');

function endOfNumber(json: string, start: number): number {
  let end = start + 1;
  while (end < json.length && /[-+.\deE]/u.test(json[end] ?? '')) end += 1;
  return end;
}

function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json[before - 1] === '\\') before -= 1;
    if ((end - before) % 2 === 0) return end;
  }
  return json.length;
}

const nameAt = (json: string, [start, end]: Level['name']): string => JSON.parse(json.slice(start, end)) as string;
