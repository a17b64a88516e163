import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Invalid } from '#shared/errors';
import { pageFrom, type ListQuery, type ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { wholeList } from './whole-list';

/** Year 9999: what comes after is no time for MySQL. */
const LAST_TIME = 253_402_300_799_999;

/** The page that a list query asks for, of the rows that the builder selects; one statement, found by key and not by offset; without a limit, of all of them. */
export async function pageOf<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  rules: ListRules<Row>,
  query: ListQuery,
): Promise<Page<Row>> {
  const { q, limit, after, property, descending } = query;
  const [value, tie] = [`${builder.alias}.${property}`, `${builder.alias}.${rules.tie}`];
  if (q !== null && rules.search.length > 0) searched(builder, rules.search, q);
  if (after !== null) {
    const sign = descending ? '<' : '>';
    // The first half is for the index, which knows no OR.
    builder.andWhere(`${value} ${sign}= :afterValue AND (${value} ${sign} :afterValue OR ${tie} ${sign} :afterTie)`, {
      afterValue: comparable(builder, property, after[0]),
      afterTie: after[1],
    });
  }
  builder.orderBy(value, descending ? 'DESC' : 'ASC');
  if (tie !== value) builder.addOrderBy(tie, descending ? 'DESC' : 'ASC');
  if (limit === null) return { items: await wholeList(builder, { expression: tie, property: rules.tie }), next: null };
  return pageFrom(await builder.limit(limit + 1).getMany(), rules, query);
}

/** What a cursor says of the last row, as the column's kind; whoever forges one is told so. */
function comparable<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, property: string, value: string | number): unknown {
  const type = builder.expressionMap.mainAlias?.metadata.findColumnWithPropertyName(property)?.type;
  const isTime = type === 'datetime';
  if (
    isTime
      ? typeof value === 'number' && value >= 0 && value <= LAST_TIME
      : typeof value === (type === 'int' || type === 'integer' ? 'number' : 'string')
  )
    return isTime ? new Date(value) : value;
  throw new Invalid('request.bad_list_query', [{ pointer: '?cursor', message: 'cursor is not one that this list gave for what is asked' }]);
}

function searched<Row extends ObjectLiteral>(builder: SelectQueryBuilder<Row>, properties: readonly string[], q: string): void {
  const { condition, parameters } = builder.dataSource.options.type === 'mysql' ? mysqlSearch(q) : sqliteSearch(q);
  builder.andWhere(
    new Brackets((where) => {
      for (const each of properties) where.orWhere(condition(`${builder.alias}.${each}`));
    }),
    parameters,
  );
}

interface Search {
  readonly condition: (place: string) => string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The server folds both sides: JavaScript's `toLowerCase` looks at neighbours (Σ at the end of a word) and makes two letters of İ. */
const mysqlSearch = (q: string): Search => ({
  condition: (place) => `LOWER(${place}) LIKE LOWER(:q COLLATE utf8mb4_bin) ESCAPE '!'`,
  parameters: { q: `%${q.replaceAll(/[!%_]/gu, '!$&')}%` },
});

/**
 * SQLite folds the case of ASCII only; what else stands in the text that is looked for is folded letter by letter. Its LIKE
 * and GLOB would start anew at each character, and hold up the process for seconds at a text of a megabyte.
 */
function sqliteSearch(q: string): Search {
  const letters = [...new Set([...q].map(folded))].filter((each) => each > '\x7f' && capital(each) !== each);
  const pairs = letters.map((each, n) => ({ names: `:from${n}, :to${n}`, values: { [`from${n}`]: capital(each), [`to${n}`]: each } }));
  return {
    condition: (place) => `INSTR(${pairs.reduce((inner, { names }) => `REPLACE(${inner}, ${names})`, `LOWER(${place})`)}, :q) > 0`,
    parameters: Object.assign({ q: [...q].map(folded).join('') }, ...pairs.map(({ values }) => values)) as Search['parameters'],
  };
}

/** Unless that is more than a letter. */
const folded = (letter: string): string => one(letter.toLowerCase()) ?? letter;
const capital = (letter: string): string => one(letter.toUpperCase()) ?? letter;
const one = (text: string): string | undefined => ([...text].length === 1 ? text : undefined);
