import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Asset, AssetPatch } from '../domain/asset';
import { ASSET_AUDIT } from '../domain/asset-audit';
import { assetSubject } from './asset-facts';
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
      return revise(this.outbox, {
        what: 'Asset',
        id: address.assetKey,
        expected: expectedRevision,
        before: located.asset,
        change: (before) => before.change(patch, this.clock.now()),
        save: (after) => this.assets.update(after),
        fact: assetSubject(ASSET_AUDIT.update, actor, located, address.assetKey),
      });
    });
  }
}
