import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPromptSource } from '../../../../../../src/contexts/prompts/exchange/adapters/files/open-prompt-source';
import type { BadRow, SourceRow } from '../../../../../../src/contexts/prompts/exchange/application/prompt-source.port';
import { UsageError } from '../../../../../../src/platform/cli/command';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'japm-sources-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Buffer): Promise<(SourceRow | BadRow)[]> {
  const file = join(folder, name);
  await writeFile(file, content);
  const source = await openPromptSource(file);
  const rows: (SourceRow | BadRow)[] = [];
  for await (const row of source.rows()) rows.push(row);
  expect((await source.summary()).rows).toBe(rows.length);
  return rows;
}

const brief = (rows: readonly (SourceRow | BadRow)[]): unknown[] =>
  rows.map((row) => (row.kind === 'row' ? [row.line, row.title] : [row.line, 'BAD', row.reason]));

describe('a CSV file', () => {
  it('gives titles and texts as they are, with the line on which each begins', async () => {
    expect(await read('a.csv', 'act,prompt\n" A ","one\ntwo ""q"""\n\nB,🎉\n')).toMatchObject([
      { kind: 'row', line: 2, title: ' A ', text: 'one\ntwo "q"' },
      { kind: 'row', line: 5, title: 'B', text: '🎉' },
    ]);
  });

  it.each([
    ['Windows line ends', 'act,prompt\r\nA,"x\r\ny"\r\nB,z\r\n'],
    ['a byte order mark', '\uFEFFact,prompt\nA,"x\ny"\nB,z'],
    ['other columns and order', 'x,prompt,act\n1,"x\ny",A\n2,z,B'],
  ])('may have %s', async (_, content) => {
    expect(brief(await read('b.csv', content))).toEqual([
      [2, 'A'],
      [4, 'B'],
    ]);
  });

  it.each([
    ['n.csv', 'act,prompt\nA\0,x\nB,y\0\nC,z\n', ['contains U+0000', 'contains U+0000']],
    [
      'n.json',
      '[{"act":"A\\u0000","prompt":"x"},\n{"act":"B","prompt":"y\\u0000"},\n{"act":"C","prompt":"z"}]',
      ['act contains U+0000', 'prompt contains U+0000'],
    ],
  ])('reports rows with U+0000, which a database may cut off: %s', async (name, content, reasons) => {
    const rows = await read(name, content);
    expect(rows.slice(0, 2)).toMatchObject(reasons.map((reason) => ({ kind: 'bad', reason })));
    expect(rows[2]).toMatchObject({ kind: 'row', title: 'C' });
  });

  it('reports rows that lack something', async () => {
    expect(await read('c.csv', 'act,prompt,type\nA,x,T\n ,x,T\nC," ",T\nD\nE,x,T,more\nF,x,T\n')).toMatchObject([
      { kind: 'row', line: 2 },
      { kind: 'bad', line: 3, title: null, reason: "'act' is empty" },
      { kind: 'bad', line: 4, title: 'C', reason: "'prompt' is empty" },
      { kind: 'bad', line: 5, title: 'D', reason: 'has 1 field where the header has 3' },
      { kind: 'bad', line: 6, title: 'E', reason: 'has 4 fields where the header has 3' },
      { kind: 'row', line: 7 },
    ]);
  });

  it.each([
    ['text behind a closing quote', '"B"x,"y"\n', /line 3: text follows the closing quote/u],
    ['a quote inside an open field', 'B,y"z"\n', /line 3: a quote is inside a field/u],
    ['a field that is never closed', '"B","y\n', /line 3: (?:text follows the closing quote|a quote that opens)/u],
    ['a field that is never closed at its end', '"B","Ω\n\n"X","y', /line 3: text follows the closing quote/u],
    ['a bad quote in the middle of a long text', '"B","one\ntwo "bad" two\nthree"\n', /line 3: text follows the closing quote/u],
    ['a quote that opens behind blanks', 'B, "y"\n', /line 3: a quote is inside/u],
  ])('with %s gives nothing, and says where', async (_, broken, message) => {
    for (const lineEnd of ['\n', '\r\n'])
      for (const start of ['', '\uFEFF']) {
        const content = `${start}"act","prompt"\n"A","x"\n${broken}"C","x\ny"\n"D","z"\n`.replaceAll('\n', lineEnd);
        await expect(read('d.csv', content)).rejects.toThrow(message);
        await expect(read('d.csv', content)).rejects.toThrow(/nothing was changed/u);
      }
  });

  it('with a quote that is not closed gives none of the lines that its text has', async () => {
    const broken = 'act,prompt\nStory,"Once, upon\na time, there was\nLength, at most 200 words\nOther,fine\n';
    await expect(read('e.csv', broken)).rejects.toThrow(/begins in line 2: a quote that opens a field is not closed/u);
  });

  it('that is not UTF-8 has bad rows instead of damaged texts', async () => {
    expect(await read('f.csv', Buffer.from('act,prompt\nCaf\xe9,x\nB,y\n', 'latin1'))).toMatchObject([
      { kind: 'bad', line: 2 },
      { kind: 'row', line: 3 },
    ]);
  });

  it.each([
    ['semicolons', 'act;prompt\nA;"x, y"\n'],
    ['tabs', 'act\tprompt\nA\tx, y\n'],
    ['other names and cases of its columns', ' Title , TEXT\nA,"x, y"\n'],
    ['UTF-16 with a byte order mark', Buffer.from('\uFEFFact,prompt\nA,"x, y"\n', 'utf16le')],
    ['UTF-16 in the other order of bytes', Buffer.from('\uFEFFact,prompt\nA,"x, y"\n', 'utf16le').swap16()],
    ['a documented column beside one of another name', 'name,act,prompt\nZ,A,"x, y"\n'],
  ])('may have %s', async (_, content) => {
    expect(await read('v.csv', content)).toEqual([{ kind: 'row', line: 2, title: 'A', text: 'x, y', slug: null }]);
  });

  it('may say slugs', async () => {
    expect(await read('w.csv', 'slug,act,prompt\nmail,A,x\n ,B,y\n')).toMatchObject([{ slug: 'mail' }, { slug: null }]);
    expect(await read('w.json', '[{"act":"A","prompt":"x","slug":"mail"},{"act":"B","prompt":"y"}]')).toMatchObject([
      { slug: 'mail' },
      { slug: null },
    ]);
  });

  it('names the columns without counterpart', async () => {
    await writeFile(join(folder, 'g.csv'), 'act,prompt,for_devs,type\n');
    expect(await (await openPromptSource(join(folder, 'g.csv'))).summary()).toEqual({ rows: 0, ignoredFields: ['for_devs', 'type'] });
  });

  it.each([
    ['', /is empty/u],
    ['heading,body\nA,x\n', /does not name a title .* and a text/u],
    ['title,name,text\nA,B,x\n', /has the columns 'title' and 'name', which mean the same/u],
    ['"act,prompt\nA,x', /line 1: a quote that opens a field is not closed/u],
    [Buffer.from('act,prompt\nA,x\n', 'utf16le'), /UTF-16 without a byte order mark/u],
  ])('like %j is refused', async (content, message) => {
    await expect(read('h.csv', content)).rejects.toThrow(message);
  });

  it('of our fixture holds 26 rows, none of them bad', async () => {
    const source = await openPromptSource(join(__dirname, '../../../../../fixtures/prompts.csv'));
    const kinds = [];
    for await (const row of source.rows()) kinds.push(row.kind);
    expect(kinds).toEqual(Array.from({ length: 26 }, () => 'row'));
  });
});

describe('a JSON file', () => {
  it('gives titles and texts with the line on which each begins', async () => {
    const text =
      '[\n  {"act": "A [1]", "prompt": "x\\n{\\"y\\"}"},\n\n  {\n    "act": "B", "prompt": "z", "tags": ["q", {}]\n  },\n {"act":"C","prompt":"c"}]';
    expect(await read('a.json', text)).toMatchObject([
      { kind: 'row', line: 2, title: 'A [1]', text: 'x\n{"y"}' },
      { kind: 'row', line: 4, title: 'B', text: 'z' },
      { kind: 'row', line: 7, title: 'C', text: 'c' },
    ]);
  });

  it('reports entries with half of a surrogate pair, and replaces none', async () => {
    const halves = '[{"act":"A\\ud800","prompt":"x"},\n{"act":"B","prompt":"\\udc00b"},\n{"act":"C \\ud83d\\ude00","prompt":"c"}]';
    expect(await read('s.json', halves)).toMatchObject([
      { kind: 'bad', line: 1, reason: expect.stringMatching(/^act contains half of a surrogate pair/u) as string },
      { kind: 'bad', line: 2, title: 'B', reason: expect.stringMatching(/^prompt contains half of a surrogate pair/u) as string },
      { kind: 'row', line: 3, title: 'C 😀' },
    ]);
  });

  it('reports entries that lack something', async () => {
    expect(await read('b.json', '\uFEFF[{"act":"A"},\n3,\n"x",\n[1],\n{"act":" ","prompt":1},\n{"act":"F","prompt":"x"}]')).toMatchObject([
      { kind: 'bad', line: 1, title: 'A', reason: 'prompt is no text' },
      { kind: 'bad', line: 2, title: null, reason: 'entry is no object' },
      { kind: 'bad', line: 3 },
      { kind: 'bad', line: 4 },
      { kind: 'bad', line: 5, reason: 'act is empty; prompt is no text' },
      { kind: 'row', line: 6, title: 'F' },
    ]);
  });

  it.each([
    ['{"act":"A","prompt":"x"}', /no list/u],
    ['[1', /no JSON/u],
    [Buffer.from([0x5b, 0xff]), /not UTF-8/u],
  ])('like %j is refused', async (content, message) => {
    await expect(read('c.json', content)).rejects.toThrow(message);
  });
});

describe('what is no such file', () => {
  it('is wrong usage', async () => {
    await writeFile(join(folder, 'x.txt'), '');
    await expect(openPromptSource(join(folder, 'x.txt'))).rejects.toThrow(UsageError);
    await expect(openPromptSource(join(folder, 'none.csv'))).rejects.toThrow(/no such file/u);
    await expect(openPromptSource(folder)).rejects.toThrow(/is a folder/u);
  });
});
