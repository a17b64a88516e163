export interface Row {
  readonly what: string;
  readonly result: string;
  /** Against the row that it is compared with. */
  readonly ratio?: string;
}

/** Prints rows as the Markdown table that the guide shows. */
export function printTable(title: string, rows: readonly Row[]): void {
  const cells = [['', 'result', 'ratio'], ...rows.map(({ what, result, ratio }) => [what, result, ratio ?? ''])];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  process.stdout.write(`\n${title}\n\n${lines.join('\n')}\n`);
}

export const perSecond = (count: number, ms: number): string => `${Math.round((count * 1000) / ms).toLocaleString('en')} /s`;

export const times = (value: number, reference: number): string => `${(value / reference).toFixed(2)} ×`;

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
