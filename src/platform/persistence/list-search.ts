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
 * On MySQL the server folds both sides: JavaScript's `toLowerCase` looks at neighbours (Σ at the end of a word) and makes two
 * letters of İ. SQLite folds ASCII only; its LIKE and GLOB would start anew at each character, and hold up the process for seconds
 * at a text of a megabyte.
 */
export function searchOf<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, q: string): Search {
  return isMysql(builder)
    ? {
        condition: (place) => `LOWER(${place}) LIKE LOWER(:q COLLATE utf8mb4_bin) ESCAPE '!'`,
        parameters: { q: `%${q.replaceAll(/[!%_]/gu, '!$&')}%` },
      }
    : { condition: (place) => `INSTR(LOWER(${place}), :q) > 0`, parameters: { q: folded(q) } };
}

/** Has the search letters with a case that SQLite does not know? libsql has no functions of our own. */
export const isFoldedHere = <Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, q: string): boolean =>
  !isMysql(builder) && /[^\0-\x7f]/u.test(q) && folded(q).toUpperCase() !== folded(q);

interface FoldedSearch<Row> {
  /** The next rows behind a key, at most that many. */
  readonly next: (after: Key | null, size: number) => Promise<NextRows<Row>>;
  readonly start: Key | null;
  readonly keyOf: (row: Row) => Key;
  readonly texts: readonly (keyof Row & string)[];
  readonly q: string;
  /** Rows that are wanted; null: all. */
  readonly most: number | null;
  /** How long all of what is found may be. */
  readonly mostBytes: number;
}
type Key = readonly [value: unknown, tie: unknown];

interface NextRows<Row> {
  readonly count: number;
  /** In slices of bounded bytes; what is deleted before it is read is not among them. */
  readonly slices: AsyncIterable<readonly Row[]>;
}

const [MIN_SLICE, MAX_SLICE] = [20, 640];
/** Characters that are folded in a turn of the event loop, about. */
const TURN_LENGTH = 500_000;

/** The rows that hold `q` in any case, looked for here in slices, so that the work of a turn is bounded and nothing depends on the length of `q`. */
export async function foldedMatch<Row extends ObjectLiteral>(search: FoldedSearch<Row>): Promise<Row[]> {
  const { keyOf, texts, most, mostBytes } = search;
  const q = folded(search.q);
  const found: Row[] = [];
  let [size, bytes] = [MIN_SLICE, 0];
  for (let after = search.start; ;) {
    const { count, slices } = await search.next(after, size);
    let length = 0;
    const holds = (text: unknown): boolean => {
      if (typeof text !== 'string') return false;
      length += text.length;
      return folded(text).includes(q);
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

/** Letter by letter, as the server of MySQL does: without the look at neighbours, and unless that is more than a letter. */
const folded = (text: string): string =>
  text
    .split('İ')
    .map((part) => part.replaceAll('Σ', 'σ').toLowerCase())
    .join('İ');
