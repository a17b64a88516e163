import type { ListingState } from '../../marketplace/domain/listing';
import type { PromptType } from '../../prompt/domain/prompt-type';
import type { VariableDeclaration } from '../../template/domain/variable';
import type { AssetVersionStatus } from '../../asset/domain/asset-text';
import type { VersionStatus } from '../../text/domain/text-version';
import type { TextState } from '../../text/domain/language-status';

// The form of the wire contract, section 6. Responses and stored backups have it.

export interface ExportMetadata {
  readonly timestamp: Date;
  /** @example "1.0" */
  readonly backupVersion: '1.0';
  /** @example "Replaced by another prompt" */
  readonly deletionReason?: string;
  /**
   * The id of the user who took the backup.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d01"
   */
  readonly deletedBy: string;
  readonly tenantId: string;
  /**
   * The slug of the project.
   * @example "shop"
   */
  readonly projectId: string;
}

export interface ExportedPrompt {
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  readonly id: string;
  /** @example "Order Mail" */
  readonly name: string;
  readonly description: string | null;
  /** @example "USER" */
  readonly type: PromptType;
  /** @example "shop" */
  readonly projectId: string;
  readonly tenantId: string;
  readonly ownerUserId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ExportedTranslation {
  readonly id: string;
  readonly versionId: string;
  /** @example "fr-FR" */
  readonly languageCode: string;
  readonly promptText: string;
  readonly sourceHash: string;
  readonly state: TextState;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ExportedEnvironment {
  readonly id: string;
  /** @example "production" */
  readonly name: string;
}

export interface ExportedVersion extends ListingState {
  readonly id: string;
  /** @example "order-mail" */
  readonly promptId: string;
  /** @example "1.0.0" */
  readonly versionTag: string;
  readonly promptText: string;
  /** @example "en-US" */
  readonly languageCode: string;
  readonly variables: VariableDeclaration[];
  readonly variablesDeclared: boolean;
  readonly literals: string[];
  readonly contentHash: string;
  readonly changeMessage: string | null;
  readonly status: VersionStatus;
  readonly isActive: boolean;
  readonly activatedAt: Date | null;
  readonly aiModelId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly translations: ExportedTranslation[];
  readonly activeInEnvironments: ExportedEnvironment[];
}

export interface ExportedAssetTranslation {
  readonly id: string;
  readonly versionId: string;
  /** @example "fr-FR" */
  readonly languageCode: string;
  readonly value: string;
  readonly sourceHash: string;
  readonly state: TextState;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ExportedAssetVersion extends ListingState {
  readonly id: string;
  readonly assetId: string;
  readonly value: string;
  /** @example "1.0.0" */
  readonly versionTag: string;
  /** @example "en-US" */
  readonly languageCode: string;
  readonly contentHash: string;
  readonly changeMessage: string | null;
  readonly status: AssetVersionStatus;
  readonly activatedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly translations: ExportedAssetTranslation[];
}

export interface ExportedAsset {
  readonly id: string;
  /** @example "order-mail" */
  readonly promptId: string;
  /** @example "shop" */
  readonly projectId: string;
  /** @example "sign" */
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Newest first. */
  readonly versions: ExportedAssetVersion[];
}

export interface ExportedTag {
  readonly id: string;
  /** @example "mail" */
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ExportedExecution {
  readonly id: string;
  readonly timestamp: Date;
  readonly promptVersionId: string;
  readonly environmentId?: string;
  readonly userId?: string;
  readonly input: unknown;
  readonly output: unknown;
  readonly success: boolean;
  /** In milliseconds. */
  readonly durationMs?: number;
  readonly errorMessage?: string;
}

export interface ExportedLanguage {
  /** @example "fr-FR" */
  readonly languageCode: string;
  /** The number of texts in it: versions, assets and translations of both. */
  readonly count: number;
}

export interface ExportStatistics {
  readonly totalVersions: number;
  readonly totalTranslations: number;
  readonly totalAssets: number;
  readonly totalAssetVersions: number;
  readonly totalAssetTranslations: number;
  /** As far as the usage of the prompt is kept; without those of the last seconds. */
  readonly totalExecutions: number;
  readonly lastExecutionDate?: Date;
  /** The most frequent ones first. */
  readonly mostUsedLanguages: ExportedLanguage[];
}

/** A prompt with everything that it has, as one document. */
export interface ExportDocument {
  readonly backupMetadata: ExportMetadata;
  readonly prompt: ExportedPrompt;
  /** Newest first. */
  readonly versions: ExportedVersion[];
  /** Sorted by key. */
  readonly assets: ExportedAsset[];
  readonly tags: ExportedTag[];
  /** Always empty, because the texts of executions are not kept. */
  readonly executionLogs: ExportedExecution[];
  readonly statistics: ExportStatistics;
}

/** The counts of a document's contents. */
export function statisticsOf(
  versions: readonly ExportedVersion[],
  assets: readonly ExportedAsset[],
  totalExecutions: number,
): ExportStatistics {
  const translations = versions.flatMap((each) => each.translations);
  const assetVersions = assets.flatMap((each) => each.versions);
  const assetTranslations = assetVersions.flatMap((each) => each.translations);
  const texts = [...versions, ...translations, ...assetVersions, ...assetTranslations];
  return {
    totalVersions: versions.length,
    totalTranslations: translations.length,
    totalAssets: assets.length,
    totalAssetVersions: assetVersions.length,
    totalAssetTranslations: assetTranslations.length,
    totalExecutions,
    mostUsedLanguages: mostUsed(texts.map((each) => each.languageCode)),
  };
}

/** Equal counts are sorted by code. */
function mostUsed(codes: readonly string[]): ExportedLanguage[] {
  const counts = new Map<string, number>();
  for (const each of codes) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts]
    .map(([languageCode, count]) => ({ languageCode, count }))
    .toSorted((a, b) => b.count - a.count || (a.languageCode < b.languageCode ? -1 : 1));
}
