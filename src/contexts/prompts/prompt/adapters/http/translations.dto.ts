import { translationDto, type TranslationDto } from './versions.dto';
import type { LocatedTranslation } from '../../../text/application/text-parent';

export interface CreateTranslationDto {
  /**
   * `xx-XX`; each language once.
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
  /** With `processed=true`. */
  processed?: boolean;
  /**
   * What stayed in the text: `name`, `asset:key` or `prompt:id`.
   * @example ["asset:sign"]
   */
  unresolvedPromptPlaceholders?: string[];
  /** With `resolveAssets=true`. */
  resolvedAssets?: boolean;
}

export interface ReadTranslationDto extends TranslationDto {
  /** With `processed=true` or `resolveAssets=true` only. */
  metadata?: TranslationMetadataDto;
}

export const locatedDto = ({ translation, version }: LocatedTranslation): TranslationDto => translationDto(translation, version);
