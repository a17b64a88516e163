import { chooseLanguage, sameLanguage, type InLanguage } from '../../template/domain/language';
import { DomainError } from '#shared/errors';
import type { TextTranslation } from './text-translation';
import type { TextVersion } from './text-version';

export type TextState = 'current' | 'stale';
export type LanguageState = TextState | 'missing';

/** A text of a version of a prompt or an asset. For the version's own text, `sourceHash` is the hash of that text. */
export interface StatedText extends InLanguage {
  readonly sourceHash: string;
  readonly updatedAt: Date;
}

/** The status of a version in a language, which is the status of the text that callers with this language are served. */
export interface LanguageStatus {
  readonly languageCode: string;
  readonly state: LanguageState;
  /** The code of that text, for example `fr-FR` if `fr` is requested; null if there is none. */
  readonly servedAs: string | null;
  /** Whether that text is the version's own or a translation; null if there is none. */
  readonly servedFrom: 'version' | 'translation' | null;
  /** Whether there is a translation into this language that is never served, because it is the version's own language. */
  readonly unservedTranslation: boolean;
  /** The hash of its source text; for the version's own language, the hash of its own text. */
  readonly sourceHash: string | null;
  readonly updatedAt: Date | null;
}

export const textState = ({ state }: TextTranslation, version: TextVersion): TextState =>
  state.sourceHash === version.sourceHash() ? 'current' : 'stale';

export const ownText = (version: TextVersion): StatedText => {
  const { languageCode, updatedAt } = version.state;
  return { languageCode, updatedAt, sourceHash: version.sourceHash() };
};

/** The version's own text takes precedence in its language and is always current. */
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

/** The version lacks languages that the project requires, or has them only for an earlier text. */
export class LanguagesNotCurrent extends DomainError {
  constructor(versionTag: string, faulty: readonly LanguageStatus[]) {
    const languages = faulty.map(({ languageCode, state }) => ({ languageCode, state }));
    const named = languages.map(({ languageCode, state }) => `${languageCode} is ${state}`).join(', ');
    super('conflict', 'prompts.languages_not_current', `Version '${versionTag}' cannot be released: ${named}`, [], { languages });
  }
}
