import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetInUse, type Asset } from '../domain/asset';
import { ASSET_AUDIT } from '../domain/asset-audit';
import { assetSubject } from './asset-facts';
import { assetParent, type AssetAddress, type AssetLookup } from './asset-lookup';
import type { AssetPointers } from './asset-pointers.port';
import type { AssetRepository } from './asset-repository.port';
import type { RemovalGuard } from '../../text/application/removal-guard.port';

export interface DeleteAssetCommand extends AssetAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
  /** Whether the server refuses if anything refers to it. */
  readonly ifUnused?: boolean;
}

/**
 * Removes an asset with its versions and their translations. It refuses while an environment points at one of them, or released texts show
 * it.
 */
export class DeleteAsset {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly assets: AssetRepository,
    private readonly pointers: AssetPointers,
    private readonly dependents: RemovalGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the asset as it was. */
  execute({ actor, expectedRevision, ifUnused = false, ...address }: DeleteAssetCommand): Promise<Asset> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.asset(actor, 'asset:write', address);
      const { asset } = located;
      requireRevision('Asset', address.assetKey, asset.state, expectedRevision);
      const pointers = await this.pointers.of(actor.tenantId, asset.state.id);
      const pointing = pointers.map(({ state }) => state.environmentId);
      if (pointing.length > 0) throw new AssetInUse(asset.state.key, await this.lookup.environmentNames(actor, located.project, pointing));
      await this.dependents.requireUnneeded(assetParent(located), null, { actor, ifUnused });
      const removed = await this.assets.remove(asset);
      const subject = assetSubject(ASSET_AUDIT.delete, actor, located, asset.state.key);
      this.outbox.append(auditFact({ ...subject, details: { removed } }, asset));
      return asset;
    });
  }
}
