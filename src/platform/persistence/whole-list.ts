import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Invalid } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import { addBytesInFlight } from './bytes-in-flight';
import { firstWithin } from './stored-bytes';

/** Rows that are read at once without asking for their lengths first. */
const FIRST_ROWS = 24;
const MAX_ROWS = 500;
/** What a slice should come to: as much as one turn of the event loop reads without anybody noticing. */
const SLICE_BYTES = 512 * 1024;
const DEFAULT_MOST_BYTES = 64 * 1024 * 1024;
/** The column kinds of both engines whose length nothing bounds. */
const LONG_TYPES: ReadonlySet<unknown> = new Set(['text', 'mediumtext', 'blob', 'mediumblob']);
/** About what the other columns of a row come to. */
const ROW_BYTES = 256;

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

/** What names a row of the list: an expression of the query, and the property of a row that it stands for. */
export interface RowName {
  readonly expression: string;
  readonly property: string;
}

export interface Bound {
  /** Bytes that may be read; by default those of `boundWholeLists`. */
  readonly mostBytes?: number;
  readonly reading?: Reading;
}

/**
 * All rows that an ordered query selects. Which ones, in which order and how long, one statement says; a long list is then read in
 * slices of about SLICE_BYTES, each in a turn of the event loop of its own, so that a row that changes its place meanwhile is neither
 * lost nor there twice. Throws ListTooLong rather than leaving rows out, before any of a long list's texts is read.
 */
export function wholeList<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  name: RowName,
  { mostBytes = mostBytesIn(builder.dataSource), reading = LIST }: Bound = {},
): Promise<Row[]> {
  return bounded(builder, name, { mostBytes, reading });
}

/** The first `most` rows, bounded as a whole list is; where they may be long, also read as it is, and otherwise in one statement. */
export function boundedPage<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  name: RowName,
  most: number,
  mayBeLong: boolean,
): Promise<Row[]> {
  const bound = { mostBytes: mostBytesIn(builder.dataSource), reading: PAGE };
  return bounded(builder.limit(most), name, bound, mayBeLong ? Math.min(most, FIRST_ROWS + 1) : most, most);
}

/** Reads that many rows at once, and in slices where there may be more than these. */
async function bounded<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  name: RowName,
  bound: Required<Bound>,
  atOnce = FIRST_ROWS + 1,
  most = Infinity,
): Promise<Row[]> {
  const first = await builder.clone().limit(atOnce).getMany();
  const bytes = lengthOf(first);
  if (bytes > bound.mostBytes) throw new ListTooLong(bound.mostBytes, bound.reading);
  if (first.length === atOnce && most > atOnce) return inSlices(builder, name, bound);
  await addBytesInFlight(bytes);
  return first;
}

async function inSlices<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  { expression, property }: RowName,
  { mostBytes, reading }: Required<Bound>,
): Promise<Row[]> {
  const lengths = longColumnsOf(builder).map((each) => `COALESCE(OCTET_LENGTH(${builder.alias}.${each}), 0)`);
  const measured = builder
    .clone()
    .select(expression, 'name')
    .addSelect([...lengths, String(ROW_BYTES)].join(' + '), 'bytes');
  const raw = await measured.getRawMany<{ readonly name: string; readonly bytes: number | string }>();
  let left = [...new Map(raw.map((each) => [each.name, { name: each.name, bytes: Number(each.bytes) }])).values()];
  const bytes = left.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes > mostBytes) throw new ListTooLong(mostBytes, reading);
  await addBytesInFlight(bytes);
  const names = left.map((each) => each.name);
  const rows = new Map<unknown, Row>();
  while (left.length > 0) {
    const slice = firstWithin(SLICE_BYTES, left.slice(0, MAX_ROWS)).map((each) => each.name);
    await nextTurn();
    const read = await builder.clone().andWhere(`${expression} IN (:...sliceNames)`, { sliceNames: slice }).getMany();
    for (const row of read) rows.set(row[property], row);
    left = left.slice(slice.length);
  }
  return names.map((name) => rows.get(name)).filter((row) => row !== undefined);
}

/** Properties of the selected columns whose length nothing bounds. */
function longColumnsOf<Row extends ObjectLiteral>({ alias, expressionMap }: SelectQueryBuilder<Row>): string[] {
  const selected = new Set(expressionMap.selects.map((each) => each.selection));
  const columns = expressionMap.mainAlias?.metadata.columns ?? [];
  const long = columns.filter((each) => LONG_TYPES.has(each.type));
  return long.map((each) => each.propertyPath).filter((each) => selected.has(alias) || selected.has(`${alias}.${each}`));
}

/** About the bytes of the row as JSON; what is nested counts as far as its texts do. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, each: unknown) => sum + lengthOf(each), 2);
}
