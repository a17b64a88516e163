import { Invalid, type FieldError } from './errors';
import { decodeCursor, encodeCursor, type Page } from './page';

/**
 * The queries that a list of resources with the state T takes; the OpenAPI document is generated from it as well. A cursor contains the
 * sort value of the last row, so sort by properties that are never null.
 */
export type ListRules<T extends object> = Readonly<{
  /** Maps names on the wire to properties. */
  sort: Readonly<Record<string, keyof T & string>>;
  /** The default order: a name of `sort`, with a leading `-` if descending. */
  order: string;
  /** The property that breaks ties: unique in the list, ASCII. */
  tie: keyof T & string;
  /** The properties that `q` searches. */
  search: (keyof T & string)[];
  /** Property → how clients call it, where no sort says so. */
  wireNames?: Readonly<Record<string, string>>;
  /** Further parameters with their values; an empty list allows any text. The repository gives them their meaning. */
  filters: Readonly<Record<string, string[]>>;
}>;

/** The rules of any list. */
export type SomeListRules = ListRules<Readonly<Record<string, unknown>>>;

/** A query that was checked against the rules of its list. */
export interface ListQuery {
  /** Null means no limit. */
  readonly limit: number | null;
  readonly q: string | null;
  readonly sort: string;
  readonly property: string;
  readonly descending: boolean;
  /** The page begins after the row with that value and tie. */
  readonly after: readonly [value: string | number, tie: string] | null;
  readonly filters: Readonly<Record<string, string>>;
}

export const MAX_PAGE = 500;
/** The maximum length of a filter and of `q`, in characters. */
export const MAX_TEXT_LENGTH = 255;
const TIE = /^[\x20-\x7e]{1,255}$/u;

/** The parameters of a query as the client sent them: a repeated one is an array. */
export type RawQuery = Readonly<Record<string, unknown>>;

/** Reads the parameters of a list and ignores all others. Throws Invalid, which lists every fault. */
export function listQuery(raw: RawQuery, rules: SomeListRules): ListQuery {
  const errors: FieldError[] = [];
  const fail = (name: string, message: string): null => {
    errors.push({ pointer: `?${name}`, message: `${name} ${message}` });
    return null;
  };
  const text = (name: string): string | null => {
    const value = raw[name];
    if (value === undefined || value === '') return null;
    if (typeof value !== 'string') return fail(name, 'must be given once');
    if ([...value].length > MAX_TEXT_LENGTH && name !== 'cursor') return fail(name, `must be at most ${MAX_TEXT_LENGTH} characters long`);
    return value;
  };
  const oneOf = (name: string, values: readonly string[], value: string | null): string | null =>
    value === null || values.length === 0 || values.includes(value) ? value : fail(name, `must be one of: ${values.join(', ')}`);

  const limit = text('limit');
  if (limit !== null && !isLimit(limit)) fail('limit', `must be an integer from 1 to ${MAX_PAGE}`);
  const sort = oneOf('sort', sortsOf(rules), text('sort')) ?? rules.order;
  const descending = sort.startsWith('-');
  const cursor = raw.cursor === null ? '' : text('cursor');
  const after = cursor === null ? null : positionOf(cursor, sort);
  if (cursor !== null && after === null) fail('cursor', 'does not belong to this list and query');
  const filters = Object.entries(rules.filters).flatMap(([name, values]) => {
    const value = oneOf(name, values, text(name));
    return value === null ? [] : [[name, value] as const];
  });
  const q = text('q')?.trim() ?? '';
  if (errors.length > 0) throw new Invalid('request.bad_list_query', errors);
  return {
    limit: limit === null ? null : Number(limit),
    q: q === '' ? null : q,
    sort,
    property: rules.sort[descending ? sort.slice(1) : sort] ?? rules.tie,
    descending,
    after,
    filters: Object.fromEntries(filters),
  };
}

/** The query for a whole list. */
export const wholeList = (rules: SomeListRules): ListQuery => listQuery({}, rules);

/** Every value of `sort`. */
export const sortsOf = (rules: SomeListRules): string[] => Object.keys(rules.sort).flatMap((each) => [each, `-${each}`]);

const isLimit = (text: string): boolean => /^\d{1,3}$/u.test(text) && Number(text) >= 1 && Number(text) <= MAX_PAGE;

function positionOf(cursor: string, sort: string): ListQuery['after'] {
  const [of, value, tie] = decodeCursor(cursor, 3) ?? [];
  if (of !== sort || value === undefined || typeof tie !== 'string' || !TIE.test(tie)) return null;
  return [value, tie];
}

/** A page of the rows that follow the position: at most one more than its limit was read. */
export function pageFrom<T extends object>(rows: readonly T[], rules: ListRules<T>, { limit, sort, property }: ListQuery): Page<T> {
  if (limit === null || rows.length <= limit) return { items: rows, next: null };
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last ? cursorAfter([sortValue(last[property as keyof T]), String(last[rules.tie])], sort) : null };
}

/** Throws for a position that {@link positionOf} would not accept: no page is better than a broken link. */
function cursorAfter([value, tie]: readonly [string | number, string], sort: string): string {
  const cursor = encodeCursor([sort, value, tie]);
  if (positionOf(cursor, sort) === null) throw new Error(`a list breaks ties by '${tie}', which no cursor may contain`);
  return cursor;
}

/** The page of a list that is held in memory. The caller applies the filters. */
export function pageOfAll<T extends object>(all: readonly T[], rules: ListRules<T>, query: ListQuery): Page<T> {
  const sign = query.descending ? -1 : 1;
  const keyOf = (row: T): readonly [string | number, string] => [sortValue(row[query.property as keyof T]), String(row[rules.tie])];
  const compare = (a: ReturnType<typeof keyOf>, b: ReturnType<typeof keyOf>): number =>
    sign * (compared(a[0], b[0]) || compared(a[1], b[1]));
  const q = query.q?.toLowerCase() ?? '';
  const rows = all
    .filter(
      (row) =>
        rules.search.length === 0 ||
        rules.search.some((each) =>
          String(row[each] ?? '')
            .toLowerCase()
            .includes(q),
        ),
    )
    .filter((row) => query.after === null || compare(keyOf(row), query.after) > 0)
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)));
  return pageFrom(rows, rules, query);
}

const compared = (a: string | number, b: string | number): number => (a < b ? -1 : Number(a > b));

function sortValue(value: unknown): string | number {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value : String(value);
}
