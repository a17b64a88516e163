import { translationDto, type TranslationDto } from './versions.dto';
import type { LocatedTranslation } from '../../../text/application/text-parent';

export interface CreateTranslationDto {
  /**
   * The form is `xx-XX`. Each language occurs once.
   * @example "fr-FR"
   */
  languageCode: string;
  /** @example "Cher {{variable:who}}" */
  promptText: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateTranslationDto {
  /** @example "Chère {{variable:who}}" */
  promptText: string;
  /** Accepted and ignored: a translation keeps its language. */
  languageCode?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface TranslationMetadataDto {
  /** Present with `processed=true`. */
  processed?: boolean;
  /**
   * The references that remained in the text: `name`, `asset:key` or `prompt:id`.
   * @example ["asset:sign"]
   */
  unresolvedPromptPlaceholders?: string[];
  /** Present with `resolveAssets=true`. */
  resolvedAssets?: boolean;
}

export interface ReadTranslationDto extends TranslationDto {
  /** Present with `processed=true` or `resolveAssets=true`. */
  metadata?: TranslationMetadataDto;
}

export const locatedDto = ({ translation, version }: LocatedTranslation): TranslationDto => translationDto(translation, version);
