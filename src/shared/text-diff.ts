import { diffArrays } from 'diff';
import { DiffEffort } from './diff-effort';
import { LINES, WORDS, type TextGrain } from './text-grain';

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

/** `effort`: what this pair shares with the other ones of one answer; nothing else is done meanwhile. */
export function diffTexts(before: string, after: string, effort = new DiffEffort()): TextDiff {
  effort.begin();
  const lines = compared(before, after, LINES, effort);
  const gaps = gapsOf(lines.runs).map((gap) => (gap.same === '' ? compared(gap.removed, gap.added, WORDS, effort) : whole(gap.same)));
  const words = { runs: tidied(gaps.flatMap(({ runs }) => runs)), coarse: gaps.some(({ coarse }) => coarse) };
  return { lines: lines.runs, words: words.runs, coarse: lines.coarse || words.coarse };
}

/** By lines alone. */
export function diffLines(before: string, after: string, effort: DiffEffort): readonly TextRun[] {
  effort.begin();
  return compared(before, after, LINES, effort).runs;
}

interface Compared {
  readonly runs: readonly TextRun[];
  readonly coarse: boolean;
}

const whole = (text: string): Compared => ({ runs: [{ kind: 'same', text }], coarse: false });

/** What both begin and end with costs next to nothing; only what stands between is taken apart, as far as the effort goes. */
function compared(before: string, after: string, grain: TextGrain, effort: DiffEffort): Compared {
  const start = startOf(before, after, grain);
  const end = endOf(before, after, start, grain);
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const between = old === '' || fresh === '' ? replaced(old, fresh) : edits(old, fresh, grain, effort);
  const runs: TextRun[] = [
    { kind: 'same', text: before.slice(0, start) },
    ...(between ?? replaced(old, fresh)),
    { kind: 'same', text: before.slice(before.length - end) },
  ];
  return { runs: tidied(runs), coarse: !between };
}

/** How many characters of whole tokens both begin with. */
function startOf(before: string, after: string, { ends }: TextGrain): number {
  if (before === after) return before.length;
  let at = 0;
  while (at < before.length && at < after.length && before.charCodeAt(at) === after.charCodeAt(at)) at += 1;
  while (!ends(before, at) || !ends(after, at)) at -= 1;
  return at;
}

/** How many characters of whole tokens both end with, behind `start`. */
function endOf(before: string, after: string, start: number, { ends }: TextGrain): number {
  const most = Math.min(before.length, after.length) - start;
  let count = 0;
  while (count < most && before.charCodeAt(before.length - count - 1) === after.charCodeAt(after.length - count - 1)) count += 1;
  while (count > 0 && (!ends(before, before.length - count) || !ends(after, after.length - count))) count -= 1;
  return count;
}

/** The shortest edit (Myers 1986), whose work grows with its square; undefined where it costs more than may be spent. */
function edits(before: string, after: string, grain: TextGrain, effort: DiffEffort): TextRun[] | undefined {
  const tokensOf = (text: string): string[] => {
    const tokens = grain.tokens(text, effort.left);
    effort.spend(tokens.length);
    return tokens;
  };
  const [old, fresh] = [tokensOf(before), tokensOf(after)];
  if (effort.left === 0) return undefined;
  const changes = diffArrays(old, fresh, {
    maxEditLength: Math.floor(Math.sqrt(effort.left) / 2),
    // When nothing is left, no two are the same: the search ends soon, and what it finds is no less right.
    comparator: (left, right) => {
      effort.spend(1);
      return effort.left > 0 && left === right;
    },
  });
  return changes?.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }));
}

const replaced = (before: string, after: string): TextRun[] => [
  { kind: 'removed', text: before },
  { kind: 'added', text: after },
];

type Gap = Record<TextRun['kind'], string>;

/** What is the same, and what stands between. */
function gapsOf(runs: readonly TextRun[]): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const { kind, text } of runs) {
    const last = gaps.at(-1);
    if (last && (last.same === '') === (kind !== 'same')) last[kind] += text;
    else if (text !== '') gaps.push({ same: '', added: '', removed: '', [kind]: text });
  }
  return gaps;
}

/** No run is empty, none like the one before it; what is removed comes before what is added. */
const tidied = (runs: readonly TextRun[]): TextRun[] =>
  gapsOf(runs).flatMap((gap) =>
    (['same', 'removed', 'added'] as const).flatMap((kind) => (gap[kind] === '' ? [] : [{ kind, text: gap[kind] }])),
  );
