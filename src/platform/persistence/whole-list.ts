import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Invalid } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';

/** Rows of the first slice, before anything is known of their length, and of any later one. */
const FIRST_ROWS = 24;
const MOST_ROWS = 500;
/** What a slice should come to, in characters: as much as one turn of the event loop reads without anybody noticing. */
const SLICE_CHARACTERS = 512 * 1024;
const DEFAULT_MOST_BYTES = 64 * 1024 * 1024;

const mostBytesOf = new WeakMap<DataSource, number>();

/** Sets how long a list may be that is asked for without `limit`. */
export function boundWholeLists(dataSources: readonly DataSource[], mostBytes: number): void {
  for (const each of dataSources) mostBytesOf.set(each, mostBytes);
}

export const mostBytesIn = (dataSource: DataSource): number => mostBytesOf.get(dataSource) ?? DEFAULT_MOST_BYTES;

export class ListTooLong extends Invalid {
  constructor(mostBytes: number) {
    const message = `The list has more than ${mostBytes} bytes; ask for pages of it with limit`;
    super('request.list_too_long', [{ pointer: '?limit', message }]);
  }
}

/** What names a row of the list: an expression of the query, and the property of a row that it stands for. */
export interface RowName {
  readonly expression: string;
  readonly property: string;
}

/**
 * All rows that an ordered query selects. Which ones, and in which order, one statement says; a long list is then read in slices,
 * each in a turn of the event loop of its own, so that a row that changes its place meanwhile is neither lost nor there twice.
 * Throws ListTooLong rather than leaving rows out.
 */
export async function wholeList<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  { expression, property }: RowName,
  mostBytes = mostBytesIn(builder.dataSource),
): Promise<Row[]> {
  const first = await builder
    .clone()
    .limit(FIRST_ROWS + 1)
    .getMany();
  if (lengthOf(first) > mostBytes) throw new ListTooLong(mostBytes);
  if (first.length <= FIRST_ROWS) return first;
  const named = await builder.clone().select(expression, 'name').getRawMany<{ name: string }>();
  const names = [...new Set(named.map(({ name }) => name))];
  const rows = new Map<unknown, Row>();
  let [size, total] = [sizeAfter(first), 0];
  for (let at = 0; at < names.length;) {
    await nextTurn();
    const read = await builder
      .clone()
      .andWhere(`${expression} IN (:...sliceNames)`, { sliceNames: names.slice(at, at + size) })
      .getMany();
    for (const row of read) rows.set(row[property], row);
    total += lengthOf(read);
    if (total > mostBytes) throw new ListTooLong(mostBytes);
    at += size;
    size = sizeAfter(read);
  }
  return names.map((name) => rows.get(name)).filter((row) => row !== undefined);
}

/** How many rows the next slice may have, when they are as long as these. */
const sizeAfter = (rows: readonly object[]): number =>
  Math.max(1, Math.min(MOST_ROWS, Math.floor((SLICE_CHARACTERS * rows.length) / lengthOf(rows))));

/** About the length of the row as JSON; what is nested counts as far as its texts do. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, each: unknown) => sum + lengthOf(each), 2);
}
