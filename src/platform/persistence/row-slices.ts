import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { nextTurn } from '#shared/event-loop';
import { firstWithin } from './stored-bytes';

/** The number of bytes of long rows that one turn of the event loop reads. */
const SLICE_BYTES = 512 * 1024;
const MAX_SLICE_ROWS = 500;
/** The approximate bytes of the other columns of a row. */
const ROW_BYTES = 256;
/** The column kinds of both engines whose length nothing bounds. */
const LONG_TYPES: ReadonlySet<unknown> = new Set(['text', 'mediumtext', 'blob', 'mediumblob']);

/** An entry of a query with its size in bytes. `row` is null until it was read. */
export interface Head<Row> {
  readonly name: string;
  readonly bytes: number;
  readonly row: Row | null;
}

/** An ordered query that can be read in parts. */
export interface RowSource<Row> {
  /** Reads the first rows. Of rows with more than `share` bytes it reads only the length. */
  short(most: number, share: number): Promise<Head<Row>[]>;
  /** Reads the names and lengths of all rows. */
  measured(): Promise<Head<Row>[]>;
  /** Reads the rows with these names, in any order. */
  read(names: readonly string[]): Promise<Row[]>;
  nameOf(row: Row): string;
}

export const bytesOfHeads = (heads: readonly Head<unknown>[]): number => heads.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Reads the first `most` rows in one statement that returns about SLICE_BYTES at most. Of a row that is longer than its share, it returns
 * only the length. So a list of short rows costs one statement, without a query for lengths before it.
 */
export const shortRows = <Row>(source: RowSource<Row>, most: number): Promise<Head<Row>[]> =>
  source.short(most, Math.floor(SLICE_BYTES / most));

/**
 * Returns the rows of the heads in their order, in slices for one turn of the event loop each. It reads the missing rows now, with one
 * statement for each slice, in a turn of its own. Rows that were deleted meanwhile are left out.
 */
export async function* rowSlices<Row>(source: RowSource<Row>, heads: readonly Head<Row>[]): AsyncGenerator<readonly Row[]> {
  for (let left = heads; left.length > 0;) {
    const slice = firstWithin(SLICE_BYTES, left.slice(0, MAX_SLICE_ROWS));
    left = left.slice(slice.length);
    const missing = slice.filter(({ row }) => row === null).map(({ name }) => name);
    const read = new Map<string, Row>();
    if (missing.length > 0) {
      await nextTurn();
      for (const row of await source.read(missing)) read.set(source.nameOf(row), row);
    }
    yield slice.map(({ name, row }) => row ?? read.get(name)).filter((row) => row !== undefined);
  }
}

/** Separates the columns of unbounded length from the others. */
export const dividedColumns = (columns: readonly ColumnMetadata[]): [long: ColumnMetadata[], other: ColumnMetadata[]] => [
  columns.filter((each) => LONG_TYPES.has(each.type)),
  columns.filter((each) => !LONG_TYPES.has(each.type)),
];

/** The SQL expression for the bytes of a row with these long columns. */
export const bytesOfRow = (long: readonly string[]): string =>
  [...long.map((each) => `COALESCE(OCTET_LENGTH(${each}), 0)`), String(ROW_BYTES)].join(' + ');

/** The name of a row in a builder's list: an expression of the query and the matching property of the row. */
export interface RowName {
  readonly expression: string;
  readonly property: string;
}

/** The rows of a builder without joins. */
export function rowsOf<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, { expression, property }: RowName): RowSource<Row> {
  const { alias, dataSource } = builder;
  const [long, other] = dividedColumns(selectedColumns(builder));
  const named = (each: ColumnMetadata): string => `${alias}.${each.propertyPath}`;
  const bytes = bytesOfRow(long.map(named));
  const nameOf = (row: Row): string => String(row[property]);
  return {
    nameOf,
    async short(most, share) {
      const rows = builder.clone().limit(most).select(other.map(named)).addSelect(bytes, 'row_bytes');
      for (const [at, each] of long.entries()) rows.addSelect(`CASE WHEN ${bytes} <= ${share} THEN ${named(each)} END`, `long_${at}`);
      const { raw, entities } = await rows.getRawAndEntities<Readonly<Record<string, unknown>>>();
      return entities.map((row, index) => {
        const values = raw[index] ?? {};
        const head = { name: nameOf(row), bytes: Number(values.row_bytes) };
        if (head.bytes > share) return { ...head, row: null };
        for (const [at, each] of long.entries())
          each.setEntityValue(row, dataSource.driver.prepareHydratedValue(values[`long_${at}`], each));
        return { ...head, row };
      });
    },
    async measured() {
      const rows = builder.clone().select(expression, 'name').addSelect(bytes, 'bytes');
      const raw = await rows.getRawMany<{ readonly name: string | number; readonly bytes: number | string }>();
      return raw.map((each) => ({ name: String(each.name), bytes: Number(each.bytes), row: null }));
    },
    // This query has no order, for which an engine would read the whole list. The heads have the order.
    read: (names) =>
      builder
        .clone()
        .orderBy()
        .andWhere(`${expression} IN (:...sliceNames)`, { sliceNames: [...names] })
        .getMany(),
  };
}

function selectedColumns<Row extends ObjectLiteral>({ alias, expressionMap }: SelectQueryBuilder<Row>): ColumnMetadata[] {
  const selected = new Set(expressionMap.selects.map((each) => each.selection));
  const columns = expressionMap.mainAlias?.metadata.columns ?? [];
  return columns.filter((each) => (selected.has(alias) && each.isSelect) || selected.has(`${alias}.${each.propertyPath}`));
}
