import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Asset, AssetPatch } from '../domain/asset';
import { ASSET_AUDIT } from '../domain/asset-audit';
import { assetFact } from './asset-facts';
import type { AssetAddress, AssetLookup } from './asset-lookup';
import type { AssetRepository } from './asset-repository.port';

export interface UpdateAssetCommand extends AssetAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
  readonly patch: AssetPatch;
}

export class UpdateAsset {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly assets: AssetRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, patch, expectedRevision, ...address }: UpdateAssetCommand): Promise<Asset> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.asset(actor, 'asset:write', address);
      const before = located.asset;
      requireRevision('Asset', address.assetKey, before.state, expectedRevision);
      const after = before.change(patch, this.clock.now());
      const fact = assetFact(ASSET_AUDIT.update, actor, located, { before, after });
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.assets.update(after);
      this.outbox.append(fact);
      return after;
    });
  }
}
