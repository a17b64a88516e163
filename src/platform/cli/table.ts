import { jsonText, type Output } from './output';

type Row = Readonly<Record<string, unknown>>;

/** Prints rows as a table for people, or with `json` as a document for programs. */
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

/** Prints one resource with a field on each line. */
export function printFields(output: Output, row: Row, fields: readonly string[], json = false): void {
  if (json) {
    output.out(jsonText(row));
    return;
  }
  const width = Math.max(...fields.map((field) => field.length));
  for (const field of fields) output.out(`${field.padEnd(width)}  ${cell(row[field])}`.trimEnd());
}

/** The head of a column: `EXPIRES AT` for `expiresAt`. */
const headOf = (column: string): string => column.replace(/(?=[A-Z])/gu, ' ').toUpperCase();

const padded = (text: string, width: number): string => text + ' '.repeat(width - [...text].length);

/** Removes characters that control a terminal, because names come from other users. */
export const printable = (text: string): string => text.replace(/\p{C}/gu, '\uFFFD');

const cell = (value: unknown): string => printable(textOf(value));

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
