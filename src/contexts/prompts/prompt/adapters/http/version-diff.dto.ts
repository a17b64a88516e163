import { textDiffDto, type TextDiffDto } from '../../../../../platform/http/text-diff.dto';
import type { VersionComparison } from '../../application/compare-versions';
import type { VariableDto } from './variables.dto';

export interface VariableChangeDto {
  /** @example "who" */
  name: string;
  before: VariableDto;
  after: VariableDto;
}

export interface TranslationChangeDto {
  /** @example "fr-FR" */
  languageCode: string;
  text: TextDiffDto;
}

/** The difference between two versions of a prompt. */
export interface VersionDiffDto {
  /** @example "1.0.0" */
  before: string;
  /** @example "1.1.0" */
  after: string;
  text: TextDiffDto;
  /** @example { "before": "en-US", "after": "en-US" } */
  languageCode: { before: string; after: string };
  /** The difference in what callers send: declared variables, and those of the text that an activation will declare. */
  variables: { added: VariableDto[]; removed: VariableDto[]; changed: VariableChangeDto[] };
  /** @example { "added": ["user input"], "removed": [] } */
  literals: { added: string[]; removed: string[] };
  translations: { added: string[]; removed: string[]; changed: TranslationChangeDto[] };
  /**
   * References to assets, as in the text.
   * @example { "added": ["sign"], "removed": [] }
   */
  assets: { added: string[]; removed: string[] };
  /**
   * References to prompts, as in the text.
   * @example { "added": ["footer:1.0.0"], "removed": [] }
   */
  prompts: { added: string[]; removed: string[] };
}

export function versionDiffDto({ before, after, diff }: VersionComparison): VersionDiffDto {
  const { variables, translations, literals, assets, prompts, languageCode, text } = diff;
  return {
    before,
    after,
    text: textDiffDto(text),
    languageCode: { ...languageCode },
    variables: { added: [...variables.added], removed: [...variables.removed], changed: [...variables.changed] },
    literals: copied(literals),
    translations: {
      ...copied(translations),
      changed: translations.changed.map((each) => ({ languageCode: each.languageCode, text: textDiffDto(each.text) })),
    },
    assets: copied(assets),
    prompts: copied(prompts),
  };
}

const copied = ({ added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] }) => ({
  added: [...added],
  removed: [...removed],
});
