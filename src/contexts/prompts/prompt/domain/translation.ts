import type { Validation } from '#shared/validation';

/** A version's text in another language. */
export interface TranslationState {
  readonly id: string;
  readonly tenantId: string;
  readonly versionId: string;
  readonly languageCode: string;
  readonly promptText: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewTranslation {
  readonly languageCode: string;
  readonly promptText: string;
}

/** Shortest and longest language code of prompts, versions and initial translations. */
export const LANGUAGE_CODE_LENGTH = { min: 2, max: 10 };

/** Guards the translations that come with a new version: texts are not empty, each language is there once. */
export function guardedTranslations(validation: Validation, inputs: readonly NewTranslation[]): NewTranslation[] {
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const at = `/initialTranslations/${index}`;
    const languageCode = validation.name(`${at}/languageCode`, input.languageCode, LANGUAGE_CODE_LENGTH);
    const key = languageCode.toLowerCase();
    if (seen.has(key)) validation.fail(`${at}/languageCode`, `initialTranslations has language '${languageCode}' twice`);
    seen.add(key);
    return { languageCode, promptText: validation.text(`${at}/promptText`, input.promptText, { min: 1 }) };
  });
}
