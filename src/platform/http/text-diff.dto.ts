import type { TextDiff } from '#shared/text-diff';

export interface TextRunDto {
  kind: 'same' | 'added' | 'removed';
  /** @example "Dear {{variable:who}},\n" */
  text: string;
}

/** The runs `same` and `removed` joined are the older text, the runs `same` and `added` the newer one. */
export interface TextDiffDto {
  lines: TextRunDto[];
  words: TextRunDto[];
  /** True if the texts differ so much that a part is shown as replaced completely. */
  coarse: boolean;
}

export const textDiffDto = ({ lines, words, coarse }: TextDiff): TextDiffDto => ({ lines: [...lines], words: [...words], coarse });
