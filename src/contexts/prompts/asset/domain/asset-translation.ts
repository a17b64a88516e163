import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';
import { addedCode, guardedText, LANGUAGE_CODE_LENGTH, MAX_TRANSLATIONS, type TranslationOrigin } from '../../prompt/domain/translation';

export interface AssetTranslationState {
  readonly id: string;
  readonly tenantId: string;
  /** Of the asset's version. */
  readonly versionId: string;
  readonly languageCode: string;
  readonly value: string;
  /** Content hash of the version that it was made from or confirmed against. */
  readonly sourceHash: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One that comes with a new version; without a hash it was made from that version's text. */
export interface NewAssetTranslation {
  readonly languageCode: string;
  readonly value: string;
  readonly sourceHash?: string;
}

export const ASSET_TRANSLATION_FIELDS = ['languageCode', 'value', 'sourceHash'] as const;

const INVALID = 'prompts.asset_translation_invalid';

/** A version's text in another language. */
export class AssetTranslation {
  private constructor(readonly state: AssetTranslationState) {}

  /** One that is added to a version. Throws Invalid with every fault. */
  static create(input: Parameters<typeof AssetTranslation.of>[0], origin: TranslationOrigin = {}): AssetTranslation {
    const validation = new Validation(INVALID);
    const languageCode = addedCode(validation, input.languageCode, origin);
    const value = guardedText(validation, '/value', input.value);
    validation.done();
    return AssetTranslation.of({ ...input, languageCode, value, sourceHash: origin.sourceHash ?? input.sourceHash });
  }

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

  /** Another text, made from that source; the same object when neither differs. */
  change(wanted: string, sourceHash: string, now: Date): AssetTranslation {
    const validation = new Validation(INVALID);
    const value = guardedText(validation, '/value', wanted);
    validation.done();
    return this.#next({ value, sourceHash }, now);
  }

  /** Somebody has read it beside that source and it still holds; the same object when it is current already. */
  confirm(sourceHash: string, now: Date): AssetTranslation {
    return this.#next({ value: this.state.value, sourceHash }, now);
  }

  #next(wanted: Pick<AssetTranslationState, 'value' | 'sourceHash'>, now: Date): AssetTranslation {
    if (wanted.value === this.state.value && wanted.sourceHash === this.state.sourceHash) return this;
    return new AssetTranslation({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

/** Guards the translations that come with a new version: texts are not empty, each language is there once. */
export function guardedAssetTranslations(
  validation: Validation,
  field: string,
  inputs: readonly NewAssetTranslation[],
): NewAssetTranslation[] {
  if (inputs.length > MAX_TRANSLATIONS) {
    validation.fail(`/${field}`, `${field} must have at most ${MAX_TRANSLATIONS} languages`);
    return [];
  }
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const at = `/${field}/${index}`;
    const languageCode = validation.addressed(`${at}/languageCode`, input.languageCode, LANGUAGE_CODE_LENGTH);
    const key = languageCode.toLowerCase();
    if (seen.has(key)) validation.fail(`${at}/languageCode`, `${field} has language '${languageCode}' twice`);
    seen.add(key);
    return { ...input, languageCode, value: guardedText(validation, `${at}/value`, input.value) };
  });
}

export class AssetTranslationNotFound extends NotFound {
  constructor(languageCode: string) {
    super('Asset translation', languageCode);
  }
}

export class AssetTranslationTaken extends DomainError {
  constructor(languageCode: string) {
    super('conflict', 'prompts.asset_translation_taken', `Translation '${languageCode}' already exists for this version`);
  }
}
