import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { nextTurn } from '#shared/event-loop';
import { addBytesInFlight } from './bytes-in-flight';
import { lengthOf } from './stored-bytes';
import { LIST, ListTooLong, PAGE } from './whole-list';

interface Search {
  readonly condition: (place: string) => string;
  readonly parameters: Readonly<Record<string, string>>;
}

const isMysql = (builder: SelectQueryBuilder<ObjectLiteral>): boolean => builder.dataSource.options.type === 'mysql';

/**
 * On MySQL the server folds the case of both sides: JavaScript's `toLowerCase` depends on neighbours (Σ at the end of a word) and makes two
 * letters of İ. SQLite folds only ASCII. Its LIKE and GLOB start again at each character and would block the process for seconds
 * on a text of a megabyte.
 */
export function searchOf<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, q: string): Search {
  return isMysql(builder)
    ? {
        condition: (place) => `LOWER(${place}) LIKE LOWER(:q COLLATE utf8mb4_bin) ESCAPE '!'`,
        parameters: { q: `%${q.replaceAll(/[!%_]/gu, '!$&')}%` },
      }
    : { condition: (place) => `INSTR(LOWER(${place}), :q) > 0`, parameters: { q: folded(q) } };
}

/** Whether the search contains letters whose case SQLite does not fold. libsql offers no user-defined functions for that. */
export const isFoldedHere = <Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, q: string): boolean =>
  !isMysql(builder) && /[^\0-\x7f]/u.test(q) && folded(q).toUpperCase() !== folded(q);

interface FoldedSearch<Row> {
  /** Reads the rows after a key, at most `size`. */
  readonly next: (after: Key | null, size: number) => Promise<NextRows<Row>>;
  readonly start: Key | null;
  readonly keyOf: (row: Row) => Key;
  readonly texts: readonly (keyof Row & string)[];
  readonly q: string;
  /** The maximum number of rows; null means all. */
  readonly most: number | null;
  /** The maximum bytes of all found rows together. */
  readonly mostBytes: number;
}
type Key = readonly [value: unknown, tie: unknown];

interface NextRows<Row> {
  readonly count: number;
  /** The rows in slices of bounded bytes, without rows that are deleted before they are read. */
  readonly slices: AsyncIterable<readonly Row[]>;
}

const [MIN_SLICE, MAX_SLICE] = [20, 640];
/** The approximate number of characters that a turn of the event loop folds. */
const TURN_LENGTH = 500_000;

/** Finds the rows that contain `q` in any case. It searches in slices, so that the work of a turn is bounded whatever the length of `q`. */
export async function foldedMatch<Row extends ObjectLiteral>(search: FoldedSearch<Row>): Promise<Row[]> {
  const { keyOf, texts, most, mostBytes } = search;
  const isFound = containing(search.q);
  const found: Row[] = [];
  let [size, bytes] = [MIN_SLICE, 0];
  for (let after = search.start; ;) {
    const { count, slices } = await search.next(after, size);
    let length = 0;
    const holds = (text: unknown): boolean => {
      if (typeof text !== 'string') return false;
      length += text.length;
      return isFound(text);
    };
    for await (const rows of slices) {
      for (const row of rows.filter((each) => texts.some((text) => holds(each[text])))) {
        found.push(row);
        if ((bytes += lengthOf(row)) > mostBytes) throw new ListTooLong(mostBytes, most === null ? LIST : PAGE);
      }
      const last = rows.at(-1);
      if (last !== undefined) after = keyOf(last);
      await nextTurn();
    }
    if (count < size || (most !== null && found.length >= most)) break;
    size = length < TURN_LENGTH ? Math.min(2 * size, MAX_SLICE) : MIN_SLICE;
  }
  await addBytesInFlight(bytes);
  return found.slice(0, most ?? undefined);
}

/** Whether a text contains the other one in any case. */
export function containing(q: string): (text: string) => boolean {
  const wanted = folded(q);
  return (text) => folded(text).includes(wanted);
}

/** Folds letter by letter, as MySQL does: without regard to neighbours, and not when the result has several letters. */
const folded = (text: string): string =>
  text
    .split('İ')
    .map((part) => part.replaceAll('Σ', 'σ').toLowerCase())
    .join('İ');
