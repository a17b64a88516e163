import type { Output, Span } from '#platform/cli/output';
import { printFields, printTable, Table } from '#platform/cli/table';
import { widthOf } from '#platform/cli/text-width';

function printed(print: (output: Output) => void): string[] {
  const lines: string[] = [];
  print({ out: (line) => void lines.push(line), err: () => undefined, terminal: null });
  return lines;
}

function onScreen(columns: number, print: (output: Output) => void): Span[][] {
  const lines: Span[][] = [];
  const screen = { columns, line: (spans: readonly Span[]) => void lines.push([...spans]) };
  print({ out: () => undefined, err: () => undefined, terminal: null, screen });
  return lines;
}
const texts = (lines: readonly Span[][]): string[] => lines.map((spans) => spans.map(({ text }) => text).join(''));

const ROWS = [
  { id: '1', name: 'Ann', disabled: false, tags: ['a', 'b'], at: null },
  { id: '22', name: 'Zoë \u001b[2Jx\u202e', disabled: true, tags: [], at: 5 },
];

describe('a table', () => {
  it('has a column for each field, and nothing in it that steers a terminal', () => {
    expect(printed((output) => printTable(output, ROWS, ['id', 'name', 'disabled', 'tags', 'at']))).toEqual([
      'ID  NAME        DISABLED  TAGS  AT',
      '1   Ann         no        a, b  -',
      '22  Zoë \uFFFD[2Jx\uFFFD  yes       -     5',
    ]);
  });

  it('has heads of several words', () => {
    const rows: { tenantId: string; lastUsedAt: string }[] = [];
    expect(printed((output) => printTable(output, rows, ['tenantId', 'lastUsedAt']))).toEqual(['TENANT ID  LAST USED AT']);
  });

  it('keeps its columns in line where characters are two columns wide or none', () => {
    const rows = ['计算机', 'e\u0301', '👩‍👩‍👧', 'ab'].map((name) => ({ name, end: '|' }));
    const lines = printed((output) => printTable(output, rows, ['name', 'end'])).slice(1);
    expect(lines.map((line) => widthOf(line.slice(0, line.indexOf('|'))))).toEqual([8, 8, 8, 8]);
  });

  it('fits a terminal: descriptions give way first, then names, and ids stay whole', () => {
    const row = { id: '0123456789', slug: 's'.repeat(60), text: '计'.repeat(40) };
    const columns = ['id', { head: 'SLUG', of: (of: typeof row) => of.slug, givesWay: 'late' as const }, 'text'] as const;
    for (const width of [120, 80, 60, 40]) {
      const [head = '', line = ''] = texts(onScreen(width, (output) => printTable(output, [row], columns)));
      expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(widthOf(head)).toBeLessThanOrEqual(width);
      expect(line).toMatch(/^0123456789 {2}s+…? {2,}计+…$/u);
    }
    expect(texts(onScreen(120, (output) => printTable(output, [row], columns)))[1]).toContain(row.slug);
  });

  it('cuts nothing where standard output is no terminal', () => {
    const row = { name: 'n'.repeat(300) };
    expect(printed((output) => printTable(output, [row], ['name']))[1]).toBe(row.name);
  });

  it('takes the widths of its first page, because it keeps none', () => {
    const lines = printed((output) => {
      const table = new Table<{ a: string; b: string }>(output, ['a', 'b']);
      table.add([{ a: 'xx', b: '1' }]);
      table.add([{ a: 'yyyy', b: '2' }]);
    });
    expect(lines).toEqual(['A   B', 'xx  1', 'yyyy  2']);
  });

  it('styles heads and what a column says, on a terminal only', () => {
    const column = { head: 'A', of: () => 'x', style: () => 'red' as const };
    expect(onScreen(80, (output) => printTable(output, [{}], [column]))).toEqual([
      [{ text: 'A', style: 'bold' }],
      [{ text: 'x', style: 'red' }],
    ]);
  });
});

describe('one resource', () => {
  it('has a field a line, and is the JSON of the server for programs', () => {
    const row: { id: string; name: string; role?: string } = { id: '1', name: 'Ann' };
    expect(printed((output) => printFields(output, row, ['id', 'name', 'role']))).toEqual(['id    1', 'name  Ann', 'role  -']);
    expect(printed((output) => printFields(output, row, [], true))).toEqual(['{"id":"1","name":"Ann"}']);
  });
});
