import type { PromptType } from '../../../prompt/domain/prompt-type';
import type { ServedPrompt } from '../../application/serve-prompt';

export interface ServePromptDto {
  /**
   * Values by name; null counts as not given.
   * @example { "who": "Bo" }
   */
  variables?: Record<string, unknown> | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UsedAssetDto {
  key: string;
  placeholderUsed: string;
  versionId: string;
  versionTag: string;
  languageUsed: string;
}

export interface ResolvedReferenceDto {
  identifier: string;
  projectId: string;
  versionTag: string;
  status: string;
  sourceTextLength: number;
}

export interface ServedMetadataDto {
  /** @example "shop" */
  projectId: string;
  /** @example "order-mail" */
  promptId: string;
  /** @example "Order Mail" */
  promptName: string;
  /** @example "USER" */
  promptType: PromptType;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  promptVersionId: string;
  /** @example "1.0.0" */
  promptVersionTag: string;
  /** @example "fr" */
  languageRequested: string | null;
  /**
   * A language code, `base_prompt` when none was asked for, or `base_language_fallback`.
   * @example "base_language_fallback"
   */
  languageUsed: string;
  assetsUsed: UsedAssetDto[];
  /** @example ["who"] */
  variablesProvided: string[];
  resolvedPrompts: ResolvedReferenceDto[];
  /**
   * What stayed in the text: `name`, `asset:key` or `prompt:id`.
   * @example ["asset:sign"]
   */
  unresolvedPromptPlaceholders: string[];
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

export function servedDto(
  { project, prompt, version, language, provided, text, unresolved }: ServedPrompt,
  includeAssets: boolean,
): ServedPromptDto {
  const metadata = {
    projectId: project.slug,
    promptId: prompt.state.slug,
    promptName: prompt.state.name,
    promptType: prompt.state.type,
    promptVersionId: version.state.id,
    promptVersionTag: version.state.versionTag,
    languageRequested: language.requested,
    languageUsed: language.requested === null ? 'base_prompt' : language.fallback ? 'base_language_fallback' : language.served,
    assetsUsed: [],
    variablesProvided: [...provided],
    resolvedPrompts: [],
    unresolvedPromptPlaceholders: [...unresolved],
  };
  return { processedPrompt: text, fallback: language.fallback, metadata, ...(includeAssets ? { assets: [] } : {}) };
}
