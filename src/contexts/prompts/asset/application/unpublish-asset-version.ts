import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AssetVersion } from '../domain/asset-version';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { assetVersionFact } from './asset-facts';
import type { AssetLookup, AssetVersionAddress } from './asset-lookup';
import type { AssetVersionRepository } from './asset-version-repository.port';

export interface UnpublishAssetVersionCommand extends AssetVersionAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
}

/** Takes a version off the marketplace, or its request back. */
export class UnpublishAssetVersion {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, expectedRevision, ...address }: UnpublishAssetVersionCommand): Promise<AssetVersion> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.version(actor, 'asset:publish', address);
      const before = located.version;
      requireRevision('Asset version', address.versionTag, before.state, expectedRevision);
      const after = before.unpublish(this.clock.now());
      await this.versions.update(before, after);
      this.outbox.append(assetVersionFact(ASSET_VERSION_AUDIT.unpublish, actor, located, { before, after }));
      return after;
    });
  }
}
