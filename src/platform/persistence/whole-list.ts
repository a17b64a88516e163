import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Invalid } from '#shared/errors';
import { addBytesInFlight } from './bytes-in-flight';
import { bytesOfHeads, rowSlices, rowsOf, shortRows, type Head, type RowName, type RowSource } from './row-slices';

/**
 * The number of rows that are read at once without a query for lengths before it. They are few for a whole list, so that texts of 20 KB still
 * fit. SQLite reads all pages of a text to reach the column behind it, so more long rows would be slow.
 */
const FIRST_ROWS = 25;
const FIRST_PAGE_ROWS = 101;
const DEFAULT_MOST_BYTES = 64 * 1024 * 1024;

const mostBytesOf = new WeakMap<DataSource, number>();

/** Sets the maximum number of bytes that one response reads for a list, a page or a detail. */
export function boundWholeLists(dataSources: readonly DataSource[], mostBytes: number): void {
  for (const each of dataSources) mostBytesOf.set(each, mostBytes);
}

export const mostBytesIn = (dataSource: DataSource): number => mostBytesOf.get(dataSource) ?? DEFAULT_MOST_BYTES;

/** Describes the read and a way to ask for less, for the message. */
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
  /** The maximum number of bytes; by default the one of `boundWholeLists`. */
  readonly mostBytes?: number;
  readonly reading?: Reading;
}

/**
 * All rows that an ordered query selects. One statement gives their names, order and lengths. A long list is then read in
 * slices of bounded bytes, each in its own turn of the event loop, so that a row that changes its place meanwhile is neither
 * lost nor repeated. Throws ListTooLong instead of leaving rows out, before it reads any long text.
 */
export function wholeList<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  name: RowName,
  { mostBytes = mostBytesIn(builder.dataSource), reading = LIST }: Bound = {},
): Promise<Row[]> {
  return boundedRows(rowsOf(builder, name), { mostBytes, reading });
}

/** The first `most` rows, bounded and read like a whole list. */
export function boundedPage<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, name: RowName, most: number): Promise<Row[]> {
  return boundedRows(rowsOf(builder.limit(most), name), { mostBytes: mostBytesIn(builder.dataSource), reading: PAGE }, most);
}

/** All rows of a source with at most `most` rows. */
export async function boundedRows<Row>(source: RowSource<Row>, { mostBytes, reading }: Required<Bound>, most = Infinity): Promise<Row[]> {
  const heads = await headsOf(source, most, most === Infinity ? FIRST_ROWS : Math.min(most, FIRST_PAGE_ROWS));
  const bytes = bytesOfHeads(heads);
  if (bytes > mostBytes) throw new ListTooLong(mostBytes, reading);
  await addBytesInFlight(bytes);
  const rows: Row[] = [];
  for await (const slice of rowSlices(source, heads)) for (const row of slice) rows.push(row);
  return rows;
}

/** The first statement reads a short list as a whole, and of a longer one the first short rows. */
async function headsOf<Row>(source: RowSource<Row>, most: number, atOnce: number): Promise<Head<Row>[]> {
  const first = await shortRows(source, atOnce);
  if (first.length < atOnce || atOnce === most) return first;
  const known = new Map(first.map(({ name, row }) => [name, row]));
  return (await source.measured()).map((head) => ({ ...head, row: known.get(head.name) ?? null }));
}
