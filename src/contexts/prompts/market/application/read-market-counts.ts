import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { AssetVersionListings } from '../../asset/application/asset-version-listings.port';
import type { PromptCopies } from '../../marketplace/application/prompt-copies.port';
import type { VersionListings } from '../../prompt/application/version-listings.port';

/** Numbers of versions, and of copies that still exist. */
export interface MarketCounts {
  readonly publishedPrompts: number;
  readonly publishedAssets: number;
  readonly pending: number;
  readonly copies: number;
}

/** Counts what the marketplace of the caller's tenant has. */
export class ReadMarketCounts {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly versions: VersionListings,
    private readonly assetVersions: AssetVersionListings,
    private readonly copies: PromptCopies,
  ) {}

  async execute(actor: Actor): Promise<MarketCounts> {
    this.policy.require(actor, 'marketplace:read');
    const { tenantId } = actor;
    return {
      publishedPrompts: await this.versions.count(tenantId, 'PUBLISHED'),
      publishedAssets: await this.assetVersions.count(tenantId, 'PUBLISHED'),
      pending: (await this.versions.count(tenantId, 'PENDING_APPROVAL')) + (await this.assetVersions.count(tenantId, 'PENDING_APPROVAL')),
      copies: await this.copies.count(tenantId),
    };
  }
}
