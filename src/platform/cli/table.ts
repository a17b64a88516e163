import { jsonText, type Output } from './output';

type Row = Readonly<Record<string, unknown>>;

/** Prints rows for people, or with `json` as they are for programs. */
export function printRows(output: Output, rows: readonly Row[], columns: readonly string[], json = false): void {
  if (json) {
    output.out(jsonText(rows));
    return;
  }
  const lines = [columns.map(headOf), ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => [...(line[index] ?? '')].length)));
  for (const line of lines)
    output.out(
      line
        .map((text, index) => padded(text, widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** Prints one thing, a field a line. */
export function printFields(output: Output, row: Row, fields: readonly string[], json = false): void {
  if (json) {
    output.out(jsonText(row));
    return;
  }
  const width = Math.max(...fields.map((field) => field.length));
  for (const field of fields) output.out(`${field.padEnd(width)}  ${cell(row[field])}`.trimEnd());
}

/** `EXPIRES AT` of `expiresAt`. */
const headOf = (column: string): string => column.replace(/(?=[A-Z])/gu, ' ').toUpperCase();

const padded = (text: string, width: number): string => text + ' '.repeat(width - [...text].length);

/** Names come from other people: what steers a terminal does not reach it. */
export const printable = (text: string): string => text.replace(/\p{C}/gu, '\uFFFD');

const cell = (value: unknown): string => printable(textOf(value));

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
