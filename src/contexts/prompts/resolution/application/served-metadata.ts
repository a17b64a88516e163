import type { PromptType } from '../../prompt/domain/prompt-type';
import type { ChosenLanguage } from '../../template/domain/language';
import type { UsedAsset } from '../domain/inlining';
import type { ServedPrompt } from './serve-prompt';

export interface UsedAssetDto {
  /** @example "sign" */
  key: string;
  /** @example "{{asset:sign}}" */
  placeholderUsed: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  versionId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /**
   * A language code, `base_asset` if none was requested, or `base_asset_fallback`.
   * @example "base_asset"
   */
  languageUsed: string;
}

export interface ResolvedReferenceDto {
  /**
   * The slug of the prompt.
   * @example "greeting"
   */
  identifier: string;
  /**
   * The slug of its project.
   * @example "shop"
   */
  projectId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "resolved" */
  status: string;
  /**
   * The length of the stored text, in UTF-16 code units.
   * @example 12
   */
  sourceTextLength: number;
}

export interface ServedMetadataDto {
  /** @example "shop" */
  projectId: string;
  /** @example "order-mail" */
  promptId: string;
  /** @example "Order Mail" */
  promptName: string;
  promptType: PromptType;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  promptVersionId: string;
  /** @example "1.0.0" */
  promptVersionTag: string;
  /** @example "fr" */
  languageRequested: string | null;
  /**
   * A language code, `base_prompt` if none was requested, or `base_language_fallback`.
   * @example "base_language_fallback"
   */
  languageUsed: string;
  assetsUsed: UsedAssetDto[];
  /** @example ["who"] */
  variablesProvided: string[];
  resolvedPrompts: ResolvedReferenceDto[];
  /**
   * The references that remained in the text, each once: `name` or `asset:key`.
   * @example ["asset:sign"]
   */
  unresolvedPromptPlaceholders: string[];
}

/** The metadata of the wire contract, 4.5, in the responses of all routes that resolve a prompt. */
export function servedMetadata(served: ServedPrompt): ServedMetadataDto {
  const { project, prompt, version, language, provided, unresolved, usedAssets, usedPrompts } = served;
  return {
    projectId: project.slug,
    promptId: prompt.state.slug,
    promptName: prompt.state.name,
    promptType: prompt.state.type,
    promptVersionId: version.state.id,
    promptVersionTag: version.state.versionTag,
    languageRequested: language.requested,
    languageUsed: languageUsed(language, 'base_prompt', 'base_language_fallback'),
    assetsUsed: usedAssets.map(usedAssetDto),
    variablesProvided: [...provided],
    resolvedPrompts: usedPrompts.map((each) => ({
      identifier: each.prompt,
      projectId: each.project,
      versionTag: each.versionTag,
      status: 'resolved',
      sourceTextLength: each.source.length,
    })),
    unresolvedPromptPlaceholders: [...unresolved],
  };
}

const usedAssetDto = ({ asset: { key, versionId, versionTag, language }, source }: UsedAsset): UsedAssetDto => ({
  key,
  placeholderUsed: source,
  versionId,
  versionTag,
  languageUsed: languageUsed(language, 'base_asset', 'base_asset_fallback'),
});

const languageUsed = ({ requested, served, fallback }: ChosenLanguage, base: string, fallen: string): string =>
  requested === null ? base : fallback ? fallen : served;
