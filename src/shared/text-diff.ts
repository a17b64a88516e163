import { diffArrays } from 'diff';
import { DiffEffort } from './diff-effort';
import { LINES, WORDS, type TextGrain } from './text-grain';

/** A run of text that both texts have, or only the newer (`added`) or the older one (`removed`). */
export interface TextRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Joined, the runs of `same` and `removed` give the older text, and those of `same` and `added` the newer one. */
export interface TextDiff {
  readonly lines: readonly TextRun[];
  readonly words: readonly TextRun[];
  /** True when the texts differ so much that the diff shows a part as replaced as a whole. */
  readonly coarse: boolean;
}

/** The pair shares `effort` with the other pairs of one response. The function runs in one turn of the event loop. */
export function diffTexts(before: string, after: string, effort = new DiffEffort()): TextDiff {
  effort.begin();
  const lines = compared(before, after, LINES, effort);
  const gaps = gapsOf(lines.runs).map((gap) => (gap.same === '' ? compared(gap.removed, gap.added, WORDS, effort) : whole(gap.same)));
  const words = { runs: tidied(gaps.flatMap(({ runs }) => runs)), coarse: gaps.some(({ coarse }) => coarse) };
  return { lines: lines.runs, words: words.runs, coarse: lines.coarse || words.coarse };
}

/** Compares by lines only. */
export function diffLines(before: string, after: string, effort: DiffEffort): readonly TextRun[] {
  effort.begin();
  return compared(before, after, LINES, effort).runs;
}

interface Compared {
  readonly runs: readonly TextRun[];
  readonly coarse: boolean;
}

const whole = (text: string): Compared => ({ runs: [{ kind: 'same', text }], coarse: false });

/** A common start and end cost hardly anything. Only the part between them is split into tokens, as far as the effort allows. */
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

/** The number of characters of whole tokens with which both texts begin. */
function startOf(before: string, after: string, { ends }: TextGrain): number {
  if (before === after) return before.length;
  let at = 0;
  while (at < before.length && at < after.length && before.charCodeAt(at) === after.charCodeAt(at)) at += 1;
  while (!ends(before, at) || !ends(after, at)) at -= 1;
  return at;
}

/** The number of characters of whole tokens with which both texts end, after `start`. */
function endOf(before: string, after: string, start: number, { ends }: TextGrain): number {
  const most = Math.min(before.length, after.length) - start;
  let count = 0;
  while (count < most && before.charCodeAt(before.length - count - 1) === after.charCodeAt(after.length - count - 1)) count += 1;
  while (count > 0 && (!ends(before, before.length - count) || !ends(after, after.length - count))) count -= 1;
  return count;
}

/** The shortest edit (Myers 1986), whose cost grows with its square; undefined when it would exceed the effort. */
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
    // When the effort is spent, no two tokens are equal: the search ends soon, and its result is still correct.
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

/** The equal parts, and the parts between them. */
function gapsOf(runs: readonly TextRun[]): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const { kind, text } of runs) {
    const last = gaps.at(-1);
    if (last && (last.same === '') === (kind !== 'same')) last[kind] += text;
    else if (text !== '') gaps.push({ same: '', added: '', removed: '', [kind]: text });
  }
  return gaps;
}

/** Merges runs: none is empty, none has the kind of the run before it, and `removed` comes before `added`. */
const tidied = (runs: readonly TextRun[]): TextRun[] =>
  gapsOf(runs).flatMap((gap) =>
    (['same', 'removed', 'added'] as const).flatMap((kind) => (gap[kind] === '' ? [] : [{ kind, text: gap[kind] }])),
  );
