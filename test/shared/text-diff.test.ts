import { applyPatch } from 'diff';
import * as fc from 'fast-check';
import { DiffEffort } from '#shared/diff-effort';
import { diffTexts, type TextRun } from '#shared/text-diff';
import { unifiedDiff } from '#shared/unified-diff';

const joined = (runs: readonly TextRun[], without: TextRun['kind']): string =>
  runs.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('');

describe('the diff of two texts', () => {
  const text = fc
    .array(fc.constantFrom('dear', ' ', '\n', '\r\n', '{{who}}', 'é', '漢字', '.', '\t'), { maxLength: 30 })
    .map((each) => each.join(''));

  it('has both texts in its runs, by line and by word', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { lines, words } = diffTexts(before, after);
        for (const runs of [lines, words]) {
          expect(joined(runs, 'added')).toBe(before);
          expect(joined(runs, 'removed')).toBe(after);
        }
      }),
    );
  });

  it('in its unified form turns the older text into the newer one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const patch = unifiedDiff({ name: 'a', text: before }, { name: 'b', text: after });
        expect(applyPatch(before, patch, { autoConvertLineEndings: false })).toBe(after);
      }),
    );
  });

  it('shows the words that changed', () => {
    expect(diffTexts('Dear Bo', 'Hello Bo').words).toEqual([
      { kind: 'removed', text: 'Dear' },
      { kind: 'added', text: 'Hello' },
      { kind: 'same', text: ' Bo' },
    ]);
  });

  it('shows a changed placeholder as one word', () => {
    expect(diffTexts('Dear {{variable:first name}}!', 'Dear {{variable:last name}}!').words).toEqual([
      { kind: 'same', text: 'Dear ' },
      { kind: 'removed', text: '{{variable:first name}}' },
      { kind: 'added', text: '{{variable:last name}}' },
      { kind: 'same', text: '!' },
    ]);
  });

  it('never divides a placeholder', () => {
    const pieces = fc.constantFrom(
      '{{a}}',
      '{{a b}}',
      '{{b}}',
      '{{{a}}}',
      '{',
      '}',
      '{{',
      '}}',
      'a',
      'b',
      ' ',
      '\n',
      '{{\na}}',
      '😀',
      '{{😀 b}}',
    );
    const template = fc.array(pieces, { maxLength: 20 }).map((each) => each.join(''));
    const placesOf = (source: string): [number, number][] =>
      [...source.matchAll(/\{\{[^{}\r\n]+\}\}/gu)].map(({ index, 0: found }) => [index, index + found.length]);
    fc.assert(
      fc.property(template, template, (before, after) => {
        const { words } = diffTexts(before, after);
        for (const [source, without] of [
          [before, 'added'],
          [after, 'removed'],
        ] as const) {
          let at = 0;
          const borders = words.filter(({ kind }) => kind !== without).map((run) => (at += run.text.length));
          for (const [start, end] of placesOf(source)) expect(borders.filter((border) => border > start && border < end)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is coarse, and still whole, where the texts have nothing in common', () => {
    const before = Array.from({ length: 5000 }, (_, line) => `old ${line}`).join('\n');
    const after = Array.from({ length: 5000 }, (_, line) => `new ${line}`).join('\n');
    const { lines, coarse } = diffTexts(before, after);
    expect(coarse).toBe(true);
    expect(lines.map((each) => each.kind)).toEqual(['removed', 'added']);
    const patch = unifiedDiff({ name: 'a', text: before }, { name: 'b', text: after });
    expect(patch).toMatch(/\n--- a\n\+\+\+ b\n@@ -1,5000 \+1,5000 @@\n-old 0\n/u);
    expect(applyPatch(before, patch)).toBe(after);
  });

  it.each([
    ['line', ''],
    ['list of lines', '\n'],
  ])('is coarse on one %s in which everything differs', (_, between) => {
    const of = (name: string): string => Array.from({ length: 50_000 }, (_each, at) => `{{${name}${at}}}`).join(between);
    expect(diffTexts(of('a'), of('b'))).toMatchObject({ coarse: true, lines: [{ kind: 'removed' }, { kind: 'added' }] });
  });

  it('is exact where a long text changed in a few places', () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `line ${at} of many`);
    const changed = lines.map((line, at) => (at % 300 === 7 ? line.replace('many', 'few') : line));
    const { words, coarse } = diffTexts(lines.join('\n'), changed.join('\n'));
    expect(coarse).toBe(false);
    expect(words.filter(({ kind }) => kind === 'removed')).toEqual(Array.from({ length: 100 }, () => ({ kind: 'removed', text: 'many' })));
    const line = 'word '.repeat(200_000);
    expect(diffTexts(`${line}old ${line}`, `${line}new ${line}`)).toMatchObject({
      coarse: false,
      words: [{ text: line }, { text: 'old' }, { text: 'new' }, { text: ` ${line}` }],
    });
  });

  describe('of texts of a megabyte', () => {
    const filled = (unit: string): string => unit.repeat(Math.floor(1_000_000 / unit.length));
    const lines = Array.from({ length: 100_000 }, (_, at) => `l${at}\n`);

    it.each([
      ['lines of few kinds', filled('a\nb\n'), filled('a\nb\na\n')],
      ['one line many times, changed here and there', filled('a\n'), filled(`${'a\n'.repeat(900)}b\n`)],
      ['lines in the reverse order', lines.join(''), lines.toReversed().join('')],
      ['punctuation', filled('.,'), filled(',.;')],
      ['spaces and letters', filled(' x'), filled('x\t')],
      ['ideographs', filled('漢字'), filled('字漢漢')],
      ['pairs of surrogates', filled('😀'), filled('😀😁')],
      ['placeholders', filled('{{a b}}'), filled('{{b a}}{{a b}}')],
      ['braces', filled('{{{'), filled('}{{a')],
      ['placeholders that never end', filled(`{{${'a,'.repeat(140)}`), filled(`{{${',a'.repeat(130)}`)],
    ])('gives up on %s when what it may spend is spent, and both are still whole', (_, before, after) => {
      const effort = new DiffEffort();
      const { lines: byLine, words, coarse } = diffTexts(before, after, effort);
      expect(coarse).toBe(true);
      for (const runs of [byLine, words]) {
        expect(joined(runs, 'added') === before).toBe(true);
        expect(joined(runs, 'removed') === after).toBe(true);
      }
    });
  });

  it('of many pairs costs what that of one may', () => {
    const of = (name: string): string => Array.from({ length: 1000 }, (_, at) => `${name}${at}`).join('\n');
    const effort = new DiffEffort(200, 100_000);
    const before = of('a');
    let spent = 0;
    for (let pair = 0; pair < 200; pair += 1) if (diffTexts(before, of('b'), effort).coarse) spent += 1;
    expect(spent).toBe(200);
    expect(effort.left).toBeGreaterThanOrEqual(0);
  });

  it('leaves to later pairs what earlier ones did not need', () => {
    const effort = new DiffEffort(2, 1000);
    expect(diffTexts('one word', 'other word', effort).coarse).toBe(false);
    expect(diffTexts('a b c d', 'a c d e', effort).coarse).toBe(false);
    const long = Array.from({ length: 300 }, (_, at) => `${at}`);
    const [before, after] = [['x', ...long, 'y'].join('\n'), ['y', ...long, 'x'].join('\n')];
    const alone = new DiffEffort(2, 1000);
    expect(diffTexts(before, after, alone).coarse).toBe(true);
    const last = new DiffEffort(2, 2000);
    diffTexts('', '', last);
    expect(diffTexts(before, after, last).coarse).toBe(false);
  });
});
