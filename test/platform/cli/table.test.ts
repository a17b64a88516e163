import { printFields, printRows } from '#platform/cli/table';

function printed(print: (output: Parameters<typeof printRows>[0]) => void): string[] {
  const lines: string[] = [];
  print({ out: (line) => void lines.push(line), err: () => undefined, terminal: null });
  return lines;
}
const ROWS = [
  { id: '1', name: 'Ann', disabled: false, tags: ['a', 'b'], at: null },
  { id: '22', name: 'Zoë \u001b[2Jx\u202e', disabled: true, tags: [], at: 5 },
];

describe('a table', () => {
  it('has a column for each field, and nothing in it that steers a terminal', () => {
    expect(printed((output) => printRows(output, ROWS, ['id', 'name', 'disabled', 'tags', 'at']))).toEqual([
      'ID  NAME        DISABLED  TAGS  AT',
      '1   Ann         no        a,b   -',
      '22  Zoë \uFFFD[2Jx\uFFFD  yes             5',
    ]);
    expect(printed((output) => printRows(output, [], ['id']))).toEqual(['ID']);
  });

  it('has heads of several words', () => {
    expect(printed((output) => printRows(output, [], ['tenantId', 'lastUsedAt']))).toEqual(['TENANT ID  LAST USED AT']);
  });

  it('shows one thing a field a line, and both as JSON for programs', () => {
    expect(printed((output) => printFields(output, { id: '1', name: 'Ann' }, ['id', 'name', 'role']))).toEqual([
      'id    1',
      'name  Ann',
      'role  -',
    ]);
    expect(JSON.parse(printed((output) => printRows(output, ROWS, ['id'], true)).join(''))).toEqual(ROWS);
    expect(JSON.parse(printed((output) => printFields(output, ROWS[0] ?? {}, [], true)).join(''))).toEqual(ROWS[0]);
  });
});
