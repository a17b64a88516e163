import { Invalid } from '#shared/errors';

/** A text, or a stand-in for one that is not read yet, with its language. */
export interface InLanguage {
  readonly languageCode: string;
}

export interface ChosenText<T extends InLanguage> {
  readonly text: T;
  /** True when there is no text in the requested language, so that the version's own text replaces it. */
  readonly fallback: boolean;
}

/** The requested language of a text, and the language of the chosen text. */
export interface ChosenLanguage {
  /** The code as the caller wrote it; null when they requested none. */
  readonly requested: string | null;
  /** The language code of the chosen text. */
  readonly served: string;
  readonly fallback: boolean;
}

const CODE = /^[a-z]{2,3}(?:-(?:[a-z]{2,4}|\d{3}))?$/iu;

/** Whether the code is 2–3 letters, optionally followed by `-` and 2–4 letters or 3 digits. */
export const isLanguageCode = (code: string): boolean => CODE.test(code);

/** Throws Invalid for a text that is not a language code; see {@link isLanguageCode}. */
export function requireLanguageCode(pointer: string, code: string): void {
  if (!isLanguageCode(code))
    throw new Invalid('prompts.language_invalid', [{ pointer, message: `'${code}' is not a language code such as en or en-US` }]);
}

export const sameLanguage = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Chooses the text for a language (wire contract, 4.5): the base itself, an exact translation, one of the same bare language, otherwise the base. */
export function chooseLanguage<B extends InLanguage, T extends InLanguage>(
  requested: string | null,
  base: B,
  translations: readonly T[],
): ChosenText<B | T> {
  if (requested === null || sameLanguage(base.languageCode, requested)) return { text: base, fallback: false };
  const byCode = translations.toSorted((a, b) => (a.languageCode < b.languageCode ? -1 : 1));
  const exact = byCode.find((each) => sameLanguage(each.languageCode, requested));
  const isBare = !requested.includes('-');
  const near = exact ?? (isBare ? [base, ...byCode].find((each) => sameLanguage(languagePart(each.languageCode), requested)) : undefined);
  return near ? { text: near, fallback: false } : { text: base, fallback: true };
}

/** The bare language: `en` for `en-US`. */
export const languagePart = (code: string): string => code.split(/[-_]/u, 1)[0] ?? code;
