import type { ServedPrompt } from '../../application/serve-prompt';
import { servedMetadata, type ServedMetadataDto } from '../../application/served-metadata';

export interface ServePromptDto {
  /**
   * The values by name, at most 5,000. Null counts as absent.
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
  /** True if a language was requested and there is no text in it. */
  fallback: boolean;
  metadata: ServedMetadataDto;
  /** Present with `includeAssets=true`. */
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
