import { chooseLanguage } from '../../resolution/domain/language';
import { DomainError } from '#shared/errors';
import { isCurrent, sourceHashOf, type TranslationState } from './translation';
import type { VersionState } from './version';

export type TextState = 'current' | 'stale';
export type LanguageState = TextState | 'missing';

/** How a version stands in a language: by the text that a caller who asks for that language is served. */
export interface LanguageStatus {
  readonly languageCode: string;
  readonly state: LanguageState;
  /** Code of that text, e.g. `fr-FR` where `fr` is asked for; null when there is none. */
  readonly servedAs: string | null;
  /** Hash of the text that it was made from; of the version's own text for its own language. */
  readonly sourceHash: string | null;
  readonly updatedAt: Date | null;
}

export const textState = (translation: Pick<TranslationState, 'sourceHash'>, version: VersionState): TextState =>
  isCurrent(translation, version) ? 'current' : 'stale';

/** The version's own language is always current. */
export function languageStatus(languageCode: string, version: VersionState, translations: readonly TranslationState[]): LanguageStatus {
  const { text, fallback } = chooseLanguage<VersionState, TranslationState>(languageCode, version, translations);
  if (fallback) return { languageCode, state: 'missing', servedAs: null, sourceHash: null, updatedAt: null };
  const { languageCode: servedAs, updatedAt } = text;
  if (!('versionId' in text)) return { languageCode, state: 'current', servedAs, sourceHash: sourceHashOf(version), updatedAt };
  return { languageCode, state: textState(text, version), servedAs, sourceHash: text.sourceHash, updatedAt };
}

/** The project wants languages that the version does not have, or has of an earlier text. */
export class LanguagesNotCurrent extends DomainError {
  constructor(versionTag: string, faulty: readonly LanguageStatus[]) {
    const languages = faulty.map(({ languageCode, state }) => ({ languageCode, state }));
    const named = languages.map(({ languageCode, state }) => `${languageCode} is ${state}`).join(', ');
    super('conflict', 'prompts.languages_not_current', `Version '${versionTag}' cannot be released: ${named}`, [], { languages });
  }
}
