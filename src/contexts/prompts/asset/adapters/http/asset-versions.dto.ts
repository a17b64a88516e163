import { Listing, type ListingState, type MarketplaceStatus } from '../../../marketplace/domain/listing';
import type { TranslatedVersion } from '../../../text/domain/new-text-version';
import type { AssetVersionStatus } from '../../domain/asset-text';
import type { NewTextTranslation, TextTranslation } from '../../../text/domain/text-translation';
import type { TextVersion } from '../../../text/domain/text-version';

/** An asset's text in another language. */
export interface AssetTranslationDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d33" */
  id: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d32" */
  versionId: string;
  /** @example "fr-FR" */
  languageCode: string;
  /** @example "Cordialement, {{variable:seller}}" */
  value: string;
  /**
   * The hash of the content that it was translated from.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  sourceHash: string;
  /**
   * `stale`: the version's value or language has changed since.
   * @example "current"
   */
  state: 'current' | 'stale';
  createdAt: Date;
  updatedAt: Date;
}

export interface NewAssetTranslationDto {
  /**
   * 2 to 10 characters; each language once.
   * @example "fr-FR"
   */
  languageCode: string;
  /** @example "Cordialement, {{variable:seller}}" */
  value: string;
}

/** One state of an asset's text. */
export interface AssetVersionDto extends ListingState {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d32" */
  id: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d31" */
  assetId: string;
  /** @example "Yours, {{variable:seller}}" */
  value: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "en-US" */
  languageCode: string;
  /**
   * SHA-256 (hex) over the canonical JSON of value and language.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  contentHash: string;
  /** @example "First draft" */
  changeMessage: string | null;
  /** @example "active" */
  status: AssetVersionStatus;
  activatedAt: Date | null;
  /** @example "NOT_PUBLISHED" */
  marketplaceStatus: MarketplaceStatus;
  createdAt: Date;
  updatedAt: Date;
  /** Sorted by language code. */
  translations: AssetTranslationDto[];
}

export interface CreateAssetVersionDto {
  /** @example "Yours, {{variable:seller}}" */
  value: string;
  /**
   * 1 to 50 characters, unique in the asset; not `latest`.
   * @example "1.1.0"
   */
  versionTag: string;
  /**
   * 2 to 10 characters.
   * @example "en-US"
   */
  languageCode: string;
  /** @example "Warmer closing" */
  changeMessage?: string | null;
  /**
   * At most 200 languages.
   * @maxItems 500
   */
  translations?: NewAssetTranslationDto[] | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateAssetVersionDto {
  /** @example "Yours, {{variable:seller}}" */
  value?: string | null;
  /** Null clears it. */
  changeMessage?: string | null;
  /** @example "en-US" */
  languageCode?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function assetTranslationDto({ state }: TextTranslation, source: TextVersion): AssetTranslationDto {
  const { id, versionId, languageCode, text: value, sourceHash, createdAt, updatedAt } = state;
  const standing = sourceHash === source.state.contentHash ? 'current' : 'stale';
  return { id, versionId, languageCode, value, sourceHash, state: standing, createdAt, updatedAt };
}

export function assetVersionDto({ version, translations }: TranslatedVersion): AssetVersionDto {
  const {
    id,
    parentId: assetId,
    text: value,
    versionTag,
    languageCode,
    contentHash,
    changeMessage,
    status,
    activatedAt,
    createdAt,
    updatedAt,
  } = version.state;
  return {
    ...{ id, assetId, value, versionTag, languageCode, contentHash, changeMessage, status, activatedAt },
    ...Listing.of(version.state).state,
    createdAt,
    updatedAt,
    translations: translations.map((each) => assetTranslationDto(each, version)),
  };
}

export const newTranslations = (given: readonly NewAssetTranslationDto[] | null | undefined): NewTextTranslation[] =>
  (given ?? []).map(({ languageCode, value: text }) => ({ languageCode, text }));
