/** A comparison in a lookup; a plain value or a list stands for equality. */
export class Compared<T> {
  constructor(
    readonly operator: '<' | '<=' | '>' | '>=' | '<>',
    readonly value: T,
  ) {}
}

export const lessThan = <T>(value: T): Compared<T> => new Compared('<', value);
export const atMost = <T>(value: T): Compared<T> => new Compared('<=', value);
export const greaterThan = <T>(value: T): Compared<T> => new Compared('>', value);
export const atLeast = <T>(value: T): Compared<T> => new Compared('>=', value);
/** Another value; never NULL, and of NULL itself: any value. */
export const not = <T>(value: T): Compared<T> => new Compared('<>', value);

/** Property → what a row must have there: a value (null stands for NULL), one of a list of values, or a comparison. */
export type Lookup<Row> = { readonly [P in keyof Row]?: Row[P] | readonly Row[P][] | Compared<Row[P]> | Compared<SqlText> };

/** One lookup, or several of which a row must fit one. */
export type Where<Row> = Lookup<Row> | readonly Lookup<Row>[];

export const lookupsOf = <Row>(where: Where<Row>): readonly Lookup<Row>[] =>
  Array.isArray(where) ? (where as readonly Lookup<Row>[]) : [where as Lookup<Row>];

export type Order<Row> = { readonly [P in keyof Row]?: 'ASC' | 'DESC' };

/** SQL that computes a value. It is written by us: no part of it comes from a caller. */
export class SqlText {
  constructor(readonly text: string) {}
}

export const sql = (text: string): SqlText => new SqlText(text);

/** Property → its new value. */
export type Assignments<Row> = { readonly [P in keyof Row]?: Row[P] | SqlText };
