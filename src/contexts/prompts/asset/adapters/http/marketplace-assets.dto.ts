import type { PublishedAsset } from '../../application/read-published-assets';
import { assetVersionDto, type AssetVersionDto } from './asset-versions.dto';
import { assetDto, type AssetDto } from './assets.dto';

export interface MarketplaceAssetProjectDto {
  /**
   * The slug of the project.
   * @example "shop"
   */
  id: string;
  /** @example "Shop" */
  name: string;
}

export interface MarketplaceAssetPromptDto {
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  id: string;
  /** @example "Order Mail" */
  name: string;
  project: MarketplaceAssetProjectDto;
}

export interface MarketplaceAssetDto extends AssetDto {
  prompt: MarketplaceAssetPromptDto;
}

/** A published version, with its asset. */
export interface MarketplaceAssetVersionDto extends AssetVersionDto {
  asset: MarketplaceAssetDto;
}

export function marketplaceAssetVersionDto({ asset, prompt, project, ...version }: PublishedAsset): MarketplaceAssetVersionDto {
  const { slug, name } = prompt.state;
  return {
    ...assetVersionDto(version),
    asset: {
      ...assetDto(asset, project.slug, slug),
      prompt: { id: slug, name, project: { id: project.slug, name: project.name } },
    },
  };
}
