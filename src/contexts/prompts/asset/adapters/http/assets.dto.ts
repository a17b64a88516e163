import type { DetailedAsset, ListedAsset } from '../../application/read-assets';
import type { AssetVersionStatus } from '../../domain/asset-text';
import type { Asset } from '../../domain/asset';
import { assetVersionDto, type AssetVersionDto, type NewAssetTranslationDto } from './asset-versions.dto';

/** A text that the texts of a prompt share. Its versions have the content. */
export interface AssetDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d31" */
  id: string;
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /**
   * The slug of the project.
   * @example "shop"
   */
  projectId: string;
  /**
   * The name in `{{asset:sign}}`. It is unique in the prompt and never changes.
   * @example "sign"
   */
  key: string;
  /** @example "Signature" */
  name: string;
  /** @example "closings" */
  category: string | null;
  /**
   * A disabled asset counts as missing when the prompt is served.
   * @example true
   */
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export interface AssetVersionTagDto {
  id: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "active" */
  status: AssetVersionStatus;
  createdAt: Date;
}

export interface AssetListItemDto extends AssetDto {
  /** Newest first. */
  versions: AssetVersionTagDto[];
}

export interface AssetEnvironmentDto {
  id: string;
  /** @example "production" */
  name: string;
}

export interface DetailedAssetVersionDto extends AssetVersionDto {
  activeInEnvironments: AssetEnvironmentDto[];
}

export interface AssetDetailDto extends AssetDto {
  /** @example "Order Mail" */
  promptName: string;
  /** Newest first. */
  versions: DetailedAssetVersionDto[];
}

export interface CreateAssetDto {
  /**
   * Unique in the prompt.
   * @example "sign"
   */
  key: string;
  /** @example "Signature" */
  name: string;
  /**
   * The text of version 1.0.0.
   * @example "Yours, {{variable:seller}}"
   */
  initialValue: string;
  /** @example "closings" */
  category?: string | null;
  /**
   * 2 to 10 characters. The default is the language of the prompt's first version.
   * @example "en-US"
   */
  languageCode?: string | null;
  /** @example "First draft" */
  initialChangeMessage?: string | null;
  /**
   * At most 200 languages.
   * @maxItems 500
   */
  initialTranslations?: NewAssetTranslationDto[] | null;
  /** Whether version 1.0.0 is active from the start. The default is true. */
  activate?: boolean | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateAssetDto {
  /** @example false */
  enabled?: boolean | null;
  /** @example "Signature" */
  name?: string | null;
  /** Null clears it. */
  category?: string | null;
  /** Accepted and ignored. */
  initialTranslations?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function assetDto({ state }: Asset, project: string, prompt: string): AssetDto {
  const { id, key, name, category, enabled, createdAt, updatedAt } = state;
  return { id, promptId: prompt, projectId: project, key, name, category, enabled, createdAt, updatedAt };
}

export const assetListItemDto = ({ asset, versions }: ListedAsset, project: string, prompt: string): AssetListItemDto => ({
  ...assetDto(asset, project, prompt),
  versions: versions.map(({ id, versionTag, status, createdAt }) => ({ id, versionTag, status, createdAt })),
});

export const assetDetailDto = ({ asset, prompt, versions }: DetailedAsset, project: string): AssetDetailDto => ({
  ...assetDto(asset, project, prompt.state.slug),
  promptName: prompt.state.name,
  versions: versions.map(({ environments, ...each }) => ({
    ...assetVersionDto(each),
    activeInEnvironments: environments.map(({ id, name }) => ({ id, name })),
  })),
});
