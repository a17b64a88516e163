import type { LocatedTranslation } from '../../application/read-translations';
import type { TranslationMatrix } from '../../application/read-translation-status';
import type { LanguageState } from '../../domain/locale-status';
import { translationDto, type TranslationDto } from './versions.dto';

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

export interface LanguageStatusDto {
  /** @example "fr-FR" */
  languageCode: string;
  /**
   * Of the text that is served in this language.
   * @example "stale"
   */
  state: LanguageState;
  /** Whether the project wants it current before a release. */
  required: boolean;
  /** Whether the project has a region of it. */
  region: boolean;
  /**
   * Code of the text that is served in this language; null when there is none.
   * @example "fr-FR"
   */
  servedAs: string | null;
  /** Hash of the text that it was made from. */
  sourceHash: string | null;
  updatedAt: Date | null;
}

export interface TranslationStatusDto {
  /** @example "1.0.0" */
  versionTag: string;
  /**
   * Of the version's own text.
   * @example "en-US"
   */
  languageCode: string;
  /**
   * SHA-256 (hex) over the canonical JSON of the version's text and language.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  sourceHash: string;
  /** Whether all languages that the project requires are current. */
  releasable: boolean;
  /** By code: the version's own, the required ones, those of the regions and those that are translated. */
  languages: LanguageStatusDto[];
}

export const locatedDto = ({ translation, version }: LocatedTranslation): TranslationDto => translationDto(translation.state, version);

export const matrixDto = ({ version, sourceHash, releasable, languages }: TranslationMatrix): TranslationStatusDto => ({
  versionTag: version.state.versionTag,
  languageCode: version.state.languageCode,
  sourceHash,
  releasable,
  languages: languages.map((each) => ({ ...each })),
});
