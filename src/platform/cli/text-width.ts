import { stringWidth } from './string-width.lazy';

const ELLIPSIS = '…';
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The columns of a terminal that a text takes: two for a Chinese character or an emoji, none for a combining mark. */
export const widthOf = (text: string): number => (isAscii(text) ? text.length : stringWidth()(text));

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The text, or its beginning with an ellipsis, in at most that many columns. It cuts between characters as people see them. */
export function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    used += widthOf(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return kept + ELLIPSIS;
}

/** How a column gives way on a narrow terminal: `early` for descriptions, `late` for what people copy, undefined for never. */
export type GivesWay = 'early' | 'late' | undefined;

/** Which columns give way, and to which width, until the line fits. */
const ROUNDS = [
  ['early', 20],
  ['late', 28],
  ['early', 8],
  ['late', 12],
] as const;

/** Shortens the widest columns until all of them fit. Where they can't, the lines are longer than the terminal, which wraps them. */
export function fittedWidths(natural: readonly number[], givesWay: readonly GivesWay[], available: number): readonly number[] {
  const widths = [...natural];
  for (const [when, least] of ROUNDS) {
    for (let excess = total(widths) - available; excess > 0; excess--) {
      const candidates = [...widths.keys()].filter((index) => givesWay[index] === when && (widths[index] ?? 0) > least);
      const [widest] = candidates.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return widths;
}

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/u.test(text);
