import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AssetVersion, AssetVersionPatch } from '../domain/asset-version';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { AssetVersionInUse } from '../domain/asset-version-errors';
import { assetVersionFact } from './asset-facts';
import type { AssetLookup, AssetVersionAddress, LocatedAssetVersion } from './asset-lookup';
import type { AssetPointers } from './asset-pointers.port';
import type { AssetVersionRepository } from './asset-version-repository.port';

export interface UpdateAssetVersionCommand extends AssetVersionAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
  readonly patch: AssetVersionPatch;
}

/** Changes a version; its text and language only while no environment points at it. */
export class UpdateAssetVersion {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly pointers: AssetPointers,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, patch, expectedRevision, ...address }: UpdateAssetVersionCommand): Promise<AssetVersion> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.version(actor, 'asset:write', address);
      const before = located.version;
      requireRevision('Asset version', address.versionTag, before.state, expectedRevision);
      const after = before.edit(patch, this.clock.now());
      const fact = assetVersionFact(ASSET_VERSION_AUDIT.update, actor, located, { before, after });
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      // The update comes first: it waits for a pointer's move that holds the version, so that the look below sees it.
      await this.versions.update(before, after);
      if (after.state.contentHash !== before.state.contentHash) await this.#refuseWhilePointedAt(actor, located);
      this.outbox.append(fact);
      return after;
    });
  }

  async #refuseWhilePointedAt(actor: Actor, { project, version }: LocatedAssetVersion): Promise<void> {
    const { tenantId, assetId, id, versionTag } = version.state;
    const pointers = await this.pointers.ofAsset(tenantId, assetId);
    const pointing = pointers.filter((each) => each.assetVersionId === id).map((each) => each.environmentId);
    if (pointing.length > 0) throw new AssetVersionInUse(versionTag, await this.lookup.environmentNames(actor, project, pointing));
  }
}
