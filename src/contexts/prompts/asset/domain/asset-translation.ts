import type { Validation } from '#shared/validation';
import { LANGUAGE_CODE_LENGTH } from '../../prompt/domain/translation';

export interface AssetTranslationState {
  readonly id: string;
  readonly tenantId: string;
  /** Of the asset's version. */
  readonly versionId: string;
  readonly languageCode: string;
  readonly value: string;
  /** Content hash of the version that it was made from. */
  readonly sourceHash: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewAssetTranslation {
  readonly languageCode: string;
  readonly value: string;
}

export const ASSET_TRANSLATION_FIELDS = ['languageCode', 'value', 'sourceHash'] as const;

/** A version's text in another language. */
export class AssetTranslation {
  private constructor(readonly state: AssetTranslationState) {}

  /** Of fields that are guarded already. */
  static of({
    now,
    ...input
  }: Omit<AssetTranslationState, 'revision' | 'createdAt' | 'updatedAt'> & { readonly now: Date }): AssetTranslation {
    return new AssetTranslation({ ...input, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: AssetTranslationState): AssetTranslation {
    return new AssetTranslation(state);
  }
}

/** Guards the translations that come with a new version: texts are not empty, each language is there once. */
export function guardedAssetTranslations(
  validation: Validation,
  field: string,
  inputs: readonly NewAssetTranslation[],
): NewAssetTranslation[] {
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const at = `/${field}/${index}`;
    const languageCode = validation.name(`${at}/languageCode`, input.languageCode, LANGUAGE_CODE_LENGTH);
    const key = languageCode.toLowerCase();
    if (seen.has(key)) validation.fail(`${at}/languageCode`, `${field} has language '${languageCode}' twice`);
    seen.add(key);
    return { languageCode, value: validation.text(`${at}/value`, input.value, { min: 1 }) };
  });
}
