import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Invalid } from '#shared/errors';
import { pageFrom, type ListQuery, type ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { foldedMatch, isFoldedHere, searchOf } from './list-search';
import { rowSlices, rowsOf, shortRows } from './row-slices';
import { boundedPage, mostBytesIn, wholeList } from './whole-list';

/** The end of the year 9999, the last time that MySQL has. */
const LAST_TIME = 253_402_300_799_999;

/**
 * The requested page of the rows that the builder selects, found by key and not by offset; without a limit, all of
 * them. The length of both is checked before long texts are read, and both are read in slices of bounded bytes.
 */
export async function pageOf<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  rules: ListRules<Row>,
  query: ListQuery,
): Promise<Page<Row>> {
  const { q, limit, after, property } = query;
  const ordered = (from: SelectQueryBuilder<Row>, last: readonly [unknown, unknown] | null): SelectQueryBuilder<Row> =>
    orderedAfter(from, rules, query, last);
  const start = after && ([comparable(builder, property, after[0]), after[1]] as const);
  const most = limit === null ? null : limit + 1;
  const name = { expression: `${builder.alias}.${rules.tie}`, property: rules.tie };
  if (q !== null && rules.search.length > 0) {
    if (isFoldedHere(builder, q)) {
      const found = await foldedMatch({
        next: async (last, size) => {
          const source = rowsOf(ordered(builder.clone(), last), name);
          const heads = await shortRows(source, size);
          return { count: heads.length, slices: rowSlices(source, heads) };
        },
        start,
        keyOf: (row: Row) => [row[property], row[rules.tie]],
        texts: rules.search,
        q,
        most,
        mostBytes: mostBytesIn(builder.dataSource),
      });
      return pageFrom(found, rules, query);
    }
    searched(builder, rules.search, q);
  }
  ordered(builder, start);
  if (most !== null) return pageFrom(await boundedPage(builder, name, most), rules, query);
  return { items: await wholeList(builder, name), next: null };
}

function orderedAfter<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  rules: ListRules<Row>,
  { property, descending }: ListQuery,
  last: readonly [unknown, unknown] | null,
): SelectQueryBuilder<Row> {
  const [value, tie] = [`${builder.alias}.${property}`, `${builder.alias}.${rules.tie}`];
  if (last !== null) {
    const sign = descending ? '<' : '>';
    // The first condition lets the database use the index, which does not support OR.
    builder.andWhere(`${value} ${sign}= :afterValue AND (${value} ${sign} :afterValue OR ${tie} ${sign} :afterTie)`, {
      afterValue: last[0],
      afterTie: last[1],
    });
  }
  builder.orderBy(value, descending ? 'DESC' : 'ASC');
  if (tie !== value) builder.addOrderBy(tie, descending ? 'DESC' : 'ASC');
  return builder;
}

/** The value of the last row in a cursor, as the type of the column. Throws for a forged cursor. */
function comparable<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, property: string, value: string | number): unknown {
  const type = builder.expressionMap.mainAlias?.metadata.findColumnWithPropertyName(property)?.type;
  const isTime = type === 'datetime';
  if (
    isTime
      ? typeof value === 'number' && value >= 0 && value <= LAST_TIME
      : typeof value === (type === 'int' || type === 'integer' ? 'number' : 'string')
  )
    return isTime ? new Date(value) : value;
  throw new Invalid('request.bad_list_query', [{ pointer: '?cursor', message: 'cursor does not belong to this list and query' }]);
}

function searched<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, properties: readonly string[], q: string): void {
  const { condition, parameters } = searchOf(builder, q);
  builder.andWhere(
    new Brackets((where) => {
      for (const each of properties) where.orWhere(condition(`${builder.alias}.${each}`));
    }),
    parameters,
  );
}
