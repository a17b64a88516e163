import { jsonLine, type Output, type Span, type Style } from './output';
import { fittedWidths, type GivesWay, padded, shortened, widthOf } from './text-width';

export interface ColumnOf<R> {
  readonly head: string;
  readonly of: (row: R) => unknown;
  readonly style?: (row: R) => Style | undefined;
  readonly givesWay?: GivesWay;
}

/** A field by its name, which gives way early unless it is the id, or a column that is computed. */
export type Column<R> = (keyof R & string) | ColumnOf<R>;

const GAP = '  ';

/**
 * A table whose rows come in pages: the first page decides how wide the columns are, and no page is kept. On a terminal the lines fit its
 * width; elsewhere nothing is cut.
 */
export class Table<R> {
  readonly #columns: readonly ColumnOf<R>[];
  #widths: readonly number[] | null = null;

  constructor(
    private readonly output: Output,
    columns: readonly Column<R>[],
  ) {
    this.#columns = columns.map((each) =>
      typeof each === 'string' ? { head: headOf(each), of: (row: R) => row[each], givesWay: each === 'id' ? undefined : 'early' } : each,
    );
  }

  add(rows: readonly R[]): void {
    const lines = rows.map((row) => this.#columns.map(({ of, style }) => ({ text: cell(of(row)), style: style?.(row) })));
    if (this.#widths === null) {
      const heads: Span[] = this.#columns.map(({ head }) => ({ text: head, style: 'bold' }));
      this.#widths = this.#fitted([heads, ...lines]);
      this.#print(heads);
    }
    for (const line of lines) this.#print(line);
  }

  #fitted(lines: readonly (readonly Span[])[]): readonly number[] {
    const natural = this.#columns.map((_, index) => Math.max(...lines.map((line) => widthOf(line[index]?.text ?? ''))));
    const { screen } = this.output;
    if (!screen) return natural;
    const givesWay = this.#columns.map((column) => column.givesWay);
    return fittedWidths(natural, givesWay, screen.columns - GAP.length * (natural.length - 1));
  }

  #print(cells: readonly Span[]): void {
    const { screen } = this.output;
    const spans = cells.map(({ text, style }, index) => {
      const width = this.#widths?.[index] ?? 0;
      const shown = screen ? shortened(text, width) : text;
      return { text: index === cells.length - 1 ? shown : padded(shown, width) + GAP, style };
    });
    if (screen) screen.line(spans);
    else this.output.out(lineOf(spans));
  }
}

/** Prints a whole table. */
export const printTable = <R>(output: Output, rows: readonly R[], columns: readonly Column<R>[]): void => {
  new Table(output, columns).add(rows);
};

/** Prints one resource with a field on each line, or with `json` as the server sent it. */
export function printFields<R extends object>(output: Output, row: R, fields: readonly Column<R>[], json = false): void {
  if (json) {
    output.out(jsonLine(row));
    return;
  }
  const named = fields.map((each) => (typeof each === 'string' ? { head: each, of: (of: R) => of[each] } : each));
  const width = Math.max(...named.map(({ head }) => widthOf(head)));
  for (const { head, of } of named) {
    const spans: Span[] = [{ text: padded(head, width) + GAP, style: 'dim' }, { text: cell(of(row)) }];
    if (output.screen) output.screen.line(spans);
    else output.out(lineOf(spans));
  }
}

/** A time for people: to the second, in UTC. */
export const timeOf = (time: string | null): string => (time ?? '-').replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/u, '$1 $2Z');

const lineOf = (spans: readonly Span[]): string =>
  spans
    .map(({ text }) => text)
    .join('')
    .trimEnd();

/** The head of a column: `EXPIRES AT` for `expiresAt`. */
const headOf = (column: string): string => column.replace(/(?=[A-Z])/gu, ' ').toUpperCase();

/** Removes characters that control a terminal, because names come from other users. A joiner stays: emoji and some scripts need it. */
export const printable = (text: string): string => text.replace(/(?![\u00ad\u200c\u200d])\p{C}/gu, '\uFFFD');

const cell = (value: unknown): string => printable(textOf(value));

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(textOf).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
