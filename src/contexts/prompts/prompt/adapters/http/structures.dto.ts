import type { LoadStructureCommand, StructureTranslation } from '../../application/load-structure';
import type { PromptType } from '../../domain/prompt-type';

export interface StructurePromptDto {
  /** @example "Order Mail" */
  name: string;
  /**
   * 1 to 100 characters of `a-z 0-9 _ -` with a letter or digit. The default is the slug of the name.
   * @example "order-mail"
   */
  slug?: string | null;
  /** @example "Tells customers that their order is on its way" */
  description?: string | null;
  /**
   * The default is `USER`.
   * @example "USER"
   */
  type?: PromptType | null;
  /** Accepted and ignored: the caller owns it. */
  ownerUserId?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface StructureTranslationDto {
  /**
   * 2 to 10 characters. Each language occurs once.
   * @example "fr-FR"
   */
  languageCode: string;
  /** @example "Cher {{variable:who}}, {{asset:sign}}" */
  promptText: string;
}

export interface StructureVersionDto {
  /** @example "Dear {{variable:who}}, {{asset:sign}}" */
  promptText: string;
  /** @example "First draft" */
  changeMessage?: string | null;
  /**
   * The keys of the assets. They are accepted and ignored, because the text names the assets that it uses.
   * @maxItems 500
   */
  assets?: string[] | null;
  /**
   * At most 200 languages.
   * @maxItems 500
   */
  translations?: StructureTranslationDto[] | null;
}

export interface StructureAssetTranslationDto {
  /**
   * 2 to 10 characters. Each language occurs once.
   * @example "fr-FR"
   */
  languageCode: string;
  /** @example "Cordialement" */
  value?: string | null;
  /** Another name for `value`. */
  promptText?: string | null;
}

export interface StructureAssetDto {
  /** @example "sign" */
  key: string;
  /**
   * The default is the key.
   * @example "Signature"
   */
  name?: string | null;
  /** @example "Yours, {{variable:seller}}" */
  value: string;
  /** @example "First draft" */
  changeMessage?: string | null;
  /**
   * At most 200 languages.
   * @maxItems 500
   */
  translations?: StructureAssetTranslationDto[] | null;
}

export interface LoadStructureDto {
  prompt: StructurePromptDto;
  version: StructureVersionDto;
  /**
   * The language of the prompt and its assets, 2 to 10 characters. The default is `en-US`.
   * @example "en-US"
   */
  languageCode?: string | null;
  /** @maxItems 500 */
  assets?: StructureAssetDto[] | null;
  /**
   * The names of tags, at most 100 different ones. Missing tags are created.
   * @maxItems 500
   * @example ["mail"]
   */
  tags?: string[] | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

const DEFAULT_LANGUAGE = 'en-US';

export const structureOf = ({
  prompt,
  version,
  languageCode,
  assets,
  tags,
}: LoadStructureDto): Omit<LoadStructureCommand, 'actor' | 'project'> => ({
  name: prompt.name,
  slug: prompt.slug ?? null,
  description: prompt.description ?? null,
  type: prompt.type ?? 'USER',
  promptText: version.promptText,
  changeMessage: version.changeMessage ?? null,
  translations: (version.translations ?? []).map((each) => ({ languageCode: each.languageCode, text: each.promptText })),
  languageCode: languageCode ?? DEFAULT_LANGUAGE,
  assets: (assets ?? []).map(({ key, name, value, changeMessage, translations }) => ({
    key,
    name: name ?? null,
    value,
    changeMessage: changeMessage ?? null,
    translations: (translations ?? []).map(assetTranslationOf),
  })),
  tags: tags ?? [],
});

const assetTranslationOf = ({ languageCode, value, promptText }: StructureAssetTranslationDto): StructureTranslation => ({
  languageCode,
  text: value ?? promptText ?? '',
});
