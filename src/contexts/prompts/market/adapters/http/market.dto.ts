import type { PublicationRequest } from '../../application/read-publication-requests';

export interface MarketCountsDto {
  /**
   * Published versions of prompts.
   * @example 12
   */
  publishedPrompts: number;
  /**
   * Published versions of assets.
   * @example 3
   */
  publishedAssets: number;
  /**
   * Versions of prompts and assets that wait for a review.
   * @example 1
   */
  pending: number;
  /**
   * Prompts that were copied from published versions and still exist.
   * @example 5
   */
  copies: number;
}

export interface RequestedProjectDto {
  /**
   * The slug of the project.
   * @example "shop"
   */
  id: string;
  /** @example "Shop" */
  name: string;
}

export interface RequestedPromptDto {
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  id: string;
  /** @example "Order Mail" */
  name: string;
}

export interface RequestedAssetDto {
  /** @example "sign" */
  key: string;
  /** @example "Signature" */
  name: string;
}

/** A version that waits for the review of its publication. Its own route has the text. */
export interface PublicationRequestDto {
  /** @example "prompt" */
  kind: 'prompt' | 'asset';
  /**
   * The id of the version.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21"
   */
  versionId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "en-US" */
  languageCode: string;
  /**
   * The content hash of the version.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  contentHash: string;
  project: RequestedProjectDto;
  prompt: RequestedPromptDto;
  /** Null if the version is one of the prompt itself. */
  asset: RequestedAssetDto | null;
  requestedAt: Date;
  /** The id of the user who requested the publication. */
  requesterId: string | null;
  /** Whether the caller requested it, so that another user reviews it. */
  ownRequest: boolean;
}

export function publicationRequestDto({ version, project, prompt, asset, isOwn }: PublicationRequest): PublicationRequestDto {
  const { id: versionId, versionTag, languageCode, contentHash } = version;
  return {
    kind: asset ? 'asset' : 'prompt',
    versionId,
    versionTag,
    languageCode,
    contentHash,
    project: { id: project.slug, name: project.name },
    prompt: { id: prompt.state.slug, name: prompt.state.name },
    asset: asset && { key: asset.state.key, name: asset.state.name },
    requestedAt: version.marketplaceRequestedAt,
    requesterId: version.marketplaceRequesterId,
    ownRequest: isOwn,
  };
}
