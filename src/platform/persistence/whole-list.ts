import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Invalid } from '#shared/errors';
import { addBytesInFlight } from './bytes-in-flight';
import { bytesOfHeads, rowSlices, rowsOf, shortRows, type Head, type RowName, type RowSource } from './row-slices';

/**
 * Rows that are read at once without asking for the lengths of all of them first: few of a whole list, so that texts of 20 KB still
 * come along with them. SQLite walks through all pages of a text to reach the column behind it, so more of long rows would be slow.
 */
const FIRST_ROWS = 25;
const FIRST_PAGE_ROWS = 101;
const DEFAULT_MOST_BYTES = 64 * 1024 * 1024;

const mostBytesOf = new WeakMap<DataSource, number>();

/** Sets how many bytes one response may read, in a list, a page or a detail. */
export function boundWholeLists(dataSources: readonly DataSource[], mostBytes: number): void {
  for (const each of dataSources) mostBytesOf.set(each, mostBytes);
}

export const mostBytesIn = (dataSource: DataSource): number => mostBytesOf.get(dataSource) ?? DEFAULT_MOST_BYTES;

/** What is read, and how less of it can be asked for; both for the message. */
export interface Reading {
  readonly what: string;
  readonly instead: string;
}

export const LIST: Reading = { what: 'The list has', instead: 'ask for pages of it with limit' };
export const PAGE: Reading = { what: 'The page has', instead: 'ask for smaller ones with limit' };

export class ListTooLong extends Invalid {
  constructor(mostBytes: number, { what, instead }: Reading) {
    super('request.list_too_long', [{ pointer: '?limit', message: `${what} more than ${mostBytes} bytes; ${instead}` }]);
  }
}

export interface Bound {
  /** Bytes that may be read; by default those of `boundWholeLists`. */
  readonly mostBytes?: number;
  readonly reading?: Reading;
}

/**
 * All rows that an ordered query selects. Which ones, in which order and how long, one statement says; a long list is then read in
 * slices of bounded bytes, each in a turn of the event loop of its own, so that a row that changes its place meanwhile is neither
 * lost nor there twice. Throws ListTooLong rather than leaving rows out, before any of its long texts is read.
 */
export function wholeList<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  name: RowName,
  { mostBytes = mostBytesIn(builder.dataSource), reading = LIST }: Bound = {},
): Promise<Row[]> {
  return boundedRows(rowsOf(builder, name), { mostBytes, reading });
}

/** The first `most` rows, bounded and read as a whole list is. */
export function boundedPage<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, name: RowName, most: number): Promise<Row[]> {
  return boundedRows(rowsOf(builder.limit(most), name), { mostBytes: mostBytesIn(builder.dataSource), reading: PAGE }, most);
}

/** All rows of the source, which has at most `most`. */
export async function boundedRows<Row>(source: RowSource<Row>, { mostBytes, reading }: Required<Bound>, most = Infinity): Promise<Row[]> {
  const heads = await headsOf(source, most, most === Infinity ? FIRST_ROWS : Math.min(most, FIRST_PAGE_ROWS));
  const bytes = bytesOfHeads(heads);
  if (bytes > mostBytes) throw new ListTooLong(mostBytes, reading);
  await addBytesInFlight(bytes);
  const rows: Row[] = [];
  for await (const slice of rowSlices(source, heads)) for (const row of slice) rows.push(row);
  return rows;
}

/** Short lists are read by the first statement; of the others it has read the first short rows. */
async function headsOf<Row>(source: RowSource<Row>, most: number, atOnce: number): Promise<Head<Row>[]> {
  const first = await shortRows(source, atOnce);
  if (first.length < atOnce || atOnce === most) return first;
  const known = new Map(first.map(({ name, row }) => [name, row]));
  return (await source.measured()).map((head) => ({ ...head, row: known.get(head.name) ?? null }));
}
