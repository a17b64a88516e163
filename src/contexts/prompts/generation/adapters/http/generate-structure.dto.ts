export interface GenerateStructureDto {
  /**
   * Describes the task of the prompt, for the model.
   * @example "A prompt that writes the mail which confirms an order, in English and German"
   */
  userPrompt: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface GeneratedPromptDto {
  /** @example "Order confirmation" */
  name: string;
  /** @example "Writes the mail that confirms an order" */
  description: string | null;
}

export interface GeneratedTranslationDto {
  /** @example "de-DE" */
  languageCode: string;
  /** @example "Bestätige {{variable:customer_name}} die Bestellung. {{asset:tone_of_voice}}" */
  promptText: string;
}

export interface GeneratedVersionDto {
  /** @example "Confirm the order to {{variable:customer_name}}. {{asset:tone_of_voice}}" */
  promptText: string;
  /** @example "First version" */
  changeMessage: string | null;
  /**
   * The keys of the assets.
   * @example ["tone_of_voice"]
   */
  assets: string[];
  translations: GeneratedTranslationDto[];
}

export interface GeneratedAssetTranslationDto {
  /** @example "de-DE" */
  languageCode: string;
  /** @example "Sei freundlich und fasse dich kurz." */
  value: string;
}

export interface GeneratedAssetDto {
  /** @example "tone_of_voice" */
  key: string;
  /** @example "Tone of voice" */
  name: string;
  /** @example "Be friendly and brief." */
  value: string;
  /** @example "First version" */
  changeMessage: string | null;
  translations: GeneratedAssetTranslationDto[];
}

/** A prompt that a model designed, in the form of the body of `load-structure`. It is not stored. */
export interface GeneratedStructureDto {
  prompt: GeneratedPromptDto;
  version: GeneratedVersionDto;
  /**
   * The language of the prompt and its assets.
   * @example "en-US"
   */
  languageCode: string;
  assets: GeneratedAssetDto[];
}
