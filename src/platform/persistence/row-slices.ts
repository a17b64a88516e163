import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { nextTurn } from '#shared/event-loop';
import { firstWithin } from './stored-bytes';

/** What is read of long rows in one turn of the event loop. */
const SLICE_BYTES = 512 * 1024;
const MAX_SLICE_ROWS = 500;
/** About what the other columns of a row come to. */
const ROW_BYTES = 256;
/** The column kinds of both engines whose length nothing bounds. */
const LONG_TYPES: ReadonlySet<unknown> = new Set(['text', 'mediumtext', 'blob', 'mediumblob']);

/** A row that a query selects, with its bytes; its row is null as long as it was not read. */
export interface Head<Row> {
  readonly name: string;
  readonly bytes: number;
  readonly row: Row | null;
}

/** An ordered query, asked for as much of its rows as is wanted. */
export interface RowSource<Row> {
  /** The first rows; those with more than `share` bytes with their length only. */
  short(most: number, share: number): Promise<Head<Row>[]>;
  /** All rows, with nothing but their names and lengths. */
  measured(): Promise<Head<Row>[]>;
  /** The rows of these names, in any order. */
  read(names: readonly string[]): Promise<Row[]>;
  nameOf(row: Row): string;
}

export const bytesOfHeads = (heads: readonly Head<unknown>[]): number => heads.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * The first `most` rows in one statement that gives about SLICE_BYTES at most: a row that is longer than its share of them comes
 * with its length only. So a list of short rows costs one statement, and nothing has to be known about its lengths beforehand.
 */
export const shortRows = <Row>(source: RowSource<Row>, most: number): Promise<Head<Row>[]> =>
  source.short(most, Math.floor(SLICE_BYTES / most));

/**
 * The rows of the heads in their order, in slices that a turn of the event loop can hold; what was not read yet is read now, by one
 * statement a slice and in a turn of its own. A row that is gone meanwhile is left out.
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

/** The columns whose length nothing bounds, and the others. */
export const dividedColumns = (columns: readonly ColumnMetadata[]): [long: ColumnMetadata[], other: ColumnMetadata[]] => [
  columns.filter((each) => LONG_TYPES.has(each.type)),
  columns.filter((each) => !LONG_TYPES.has(each.type)),
];

/** An expression for the bytes of a row that has these long columns. */
export const bytesOfRow = (long: readonly string[]): string =>
  [...long.map((each) => `COALESCE(OCTET_LENGTH(${each}), 0)`), String(ROW_BYTES)].join(' + ');

/** What names a row of a builder's list: an expression of the query, and the property of a row that it stands for. */
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
      const raw = await rows.getRawMany<{ readonly name: string; readonly bytes: number | string }>();
      return raw.map((each) => ({ name: each.name, bytes: Number(each.bytes), row: null }));
    },
    // Without the order, for which an engine would walk through the whole list: the heads have it.
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
