import { chooseLanguage, sameLanguage, type InLanguage } from '../../template/domain/language';
import { DomainError } from '#shared/errors';
import type { TextTranslation } from './text-translation';
import type { TextVersion } from './text-version';

export type TextState = 'current' | 'stale';
export type LanguageState = TextState | 'missing';

/** A text of a version, of a prompt or of an asset. For its own text `sourceHash` is the hash of that. */
export interface StatedText extends InLanguage {
  readonly sourceHash: string;
  readonly updatedAt: Date;
}

/** How a version stands in a language: by the text that a caller who asks for that language is served. */
export interface LanguageStatus {
  readonly languageCode: string;
  readonly state: LanguageState;
  /** Code of that text, e.g. `fr-FR` where `fr` is asked for; null when there is none. */
  readonly servedAs: string | null;
  /** Whether that text is the version's own or a translation; null when there is none. */
  readonly servedFrom: 'version' | 'translation' | null;
  /** Whether there is a translation of this very language that nobody is served: it is the version's own. */
  readonly unservedTranslation: boolean;
  /** Hash of the text that it was made from; of the version's own text for its own language. */
  readonly sourceHash: string | null;
  readonly updatedAt: Date | null;
}

export const textState = ({ state }: TextTranslation, version: TextVersion): TextState =>
  state.sourceHash === version.sourceHash() ? 'current' : 'stale';

export const ownText = (version: TextVersion): StatedText => {
  const { languageCode, updatedAt } = version.state;
  return { languageCode, updatedAt, sourceHash: version.sourceHash() };
};

/** The version's own text comes first in its language and is always current. */
export function languageStatus(languageCode: string, own: StatedText, translations: readonly StatedText[]): LanguageStatus {
  const { text, fallback } = chooseLanguage(languageCode, own, translations);
  const unservedTranslation =
    sameLanguage(languageCode, own.languageCode) && translations.some((each) => sameLanguage(each.languageCode, languageCode));
  if (fallback)
    return { languageCode, state: 'missing', servedAs: null, servedFrom: null, unservedTranslation, sourceHash: null, updatedAt: null };
  return {
    languageCode,
    state: text.sourceHash === own.sourceHash ? 'current' : 'stale',
    servedAs: text.languageCode,
    servedFrom: text === own ? 'version' : 'translation',
    unservedTranslation,
    sourceHash: text.sourceHash,
    updatedAt: text.updatedAt,
  };
}

/** The project requires languages that the version lacks, or has only for an earlier text. */
export class LanguagesNotCurrent extends DomainError {
  constructor(versionTag: string, faulty: readonly LanguageStatus[]) {
    const languages = faulty.map(({ languageCode, state }) => ({ languageCode, state }));
    const named = languages.map(({ languageCode, state }) => `${languageCode} is ${state}`).join(', ');
    super('conflict', 'prompts.languages_not_current', `Version '${versionTag}' cannot be released: ${named}`, [], { languages });
  }
}
