import { createTwoFilesPatch, diffLines, diffWordsWithSpace } from 'diff';

/** A run of text that both have, or that only the newer (`added`) or only the older one (`removed`) has. */
export interface TextRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The runs of `same` and `removed` joined are the older text, those of `same` and `added` the newer one. */
export interface TextDiff {
  readonly lines: readonly TextRun[];
  readonly words: readonly TextRun[];
  /** True where the texts differ so much that a part is shown as replaced as a whole. */
  readonly coarse: boolean;
}

/**
 * Edits that are looked for at most; on texts that have nothing in common the work grows with its square (Myers 1986), and
 * nothing else is done meanwhile.
 */
const MOST_EDITS = { lines: 600, words: 300 };

/** `ofPairs`: how many pairs of texts are compared for one answer; together they may take as much work as one. */
export function diffTexts(before: string, after: string, ofPairs = 1): TextDiff {
  const lines = diffLines(before, after, shareOf(MOST_EDITS.lines, ofPairs));
  const words = diffWordsWithSpace(before, after, shareOf(MOST_EDITS.words, ofPairs));
  return {
    lines: lines ? runs(lines) : replaced(before, after),
    words: words ? runs(words) : replaced(before, after),
    coarse: lines === undefined || words === undefined,
  };
}

/** The unified format of POSIX `diff -u`, three lines around each change; without a hunk when nothing differs. */
export function unifiedDiff(
  before: { readonly name: string; readonly text: string },
  after: { readonly name: string; readonly text: string },
  ofPairs = 1,
): string {
  const options = { context: 3, ...shareOf(MOST_EDITS.lines, ofPairs) };
  const patch = createTwoFilesPatch(before.name, after.name, before.text, after.text, undefined, undefined, options);
  return patch ?? wholePatch(before, after);
}

const shareOf = (edits: number, ofPairs: number): { readonly maxEditLength: number } => ({
  maxEditLength: Math.floor(edits / Math.sqrt(ofPairs)),
});

interface Change {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
}

const runs = (changes: readonly Change[]): TextRun[] =>
  changes.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));

function replaced(before: string, after: string): TextRun[] {
  const both: TextRun[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return both.filter((each) => each.text !== '');
}

/** One hunk that takes the older text out and puts the newer one in. */
function wholePatch(
  before: { readonly name: string; readonly text: string },
  after: { readonly name: string; readonly text: string },
): string {
  const old = linesOf(before.text);
  const fresh = linesOf(after.text);
  const header = `--- ${before.name}\n+++ ${after.name}\n@@ -${range(old.length)} +${range(fresh.length)} @@\n`;
  return header + marked('-', before.text, old) + marked('+', after.text, fresh);
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/u, '').split('\n'));
const range = (count: number): string => (count === 0 ? '0,0' : `1,${count}`);
const marked = (mark: string, text: string, lines: readonly string[]): string =>
  lines.map((line) => `${mark}${line}\n`).join('') + (text === '' || text.endsWith('\n') ? '' : '\\ No newline at end of file\n');
