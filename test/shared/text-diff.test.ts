import { applyPatch } from 'diff';
import * as fc from 'fast-check';
import { diffTexts, unifiedDiff, type TextRun } from '#shared/text-diff';

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

  it('is coarse, and still whole, where the texts have nothing in common', () => {
    const before = Array.from({ length: 5000 }, (_, line) => `old ${line}`).join('\n');
    const after = Array.from({ length: 5000 }, (_, line) => `new ${line}`).join('\n');
    const { lines, coarse } = diffTexts(before, after);
    expect(coarse).toBe(true);
    expect(lines.map((each) => each.kind)).toEqual(['removed', 'added']);
    const patch = unifiedDiff({ name: 'a', text: before }, { name: 'b', text: after });
    expect(patch).toMatch(/^--- a\n\+\+\+ b\n@@ -1,5000 \+1,5000 @@\n-old 0\n/u);
    expect(applyPatch(before, patch)).toBe(after);
  });

  it.each([
    ['line', ''],
    ['list of lines', '\n'],
  ])('does not take long on one %s in which everything differs', (_, between) => {
    const of = (name: string): string => Array.from({ length: 50_000 }, (_each, at) => `{{${name}${at}}}`).join(between);
    const [before, after] = [
      { name: 'a', text: of('a') },
      { name: 'b', text: of('b') },
    ];
    const began = performance.now();
    const { coarse } = diffTexts(before.text, after.text);
    unifiedDiff(before, after);
    expect(coarse).toBe(true);
    expect(performance.now() - began).toBeLessThan(4000);
  });

  it('of many pairs takes no longer than that of one', () => {
    const of = (name: string): string => Array.from({ length: 1000 }, (_, at) => `${name}${at}`).join('\n');
    const began = performance.now();
    for (let pair = 0; pair < 200; pair += 1) diffTexts(of('a'), of('b'), 200);
    expect(performance.now() - began).toBeLessThan(6000);
  });
});
