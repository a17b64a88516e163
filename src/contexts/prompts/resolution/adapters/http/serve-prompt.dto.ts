import type { ServedPrompt } from '../../application/serve-prompt';
import { servedMetadata, type ServedMetadataDto } from '../../application/served-metadata';

export interface ServePromptDto {
  /**
   * Values by name, at most 5,000; null counts as not given.
   * @example { "who": "Bo" }
   */
  variables?: Record<string, unknown> | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface ServedAssetVersionDto {
  id: string;
  value: string;
  versionTag: string;
  languageCode: string;
}

export interface ServedAssetDto {
  id: string;
  key: string;
  enabled: boolean;
  versions: ServedAssetVersionDto[];
}

export interface ServedPromptDto {
  /** @example "Dear Bo, {{asset:sign}}" */
  processedPrompt: string;
  /** True when the language was asked for and nothing of it exists. */
  fallback: boolean;
  metadata: ServedMetadataDto;
  /** With `includeAssets=true` only. */
  assets?: ServedAssetDto[];
}

export function servedDto(served: ServedPrompt): ServedPromptDto {
  const { language, text, assets } = served;
  return {
    processedPrompt: text,
    fallback: language.fallback,
    metadata: servedMetadata(served),
    ...(assets ? { assets: assets.map((each) => ({ ...each, versions: each.versions.map((version) => ({ ...version })) })) } : {}),
  };
}
