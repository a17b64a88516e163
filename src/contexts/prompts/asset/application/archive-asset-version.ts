import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AssetVersion } from '../domain/asset-version';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { AssetVersionInUse } from '../domain/asset-version-errors';
import { assetVersionFact } from './asset-facts';
import type { AssetLookup, AssetVersionAddress } from './asset-lookup';
import type { AssetPointers } from './asset-pointers.port';
import type { AssetRemovalGuard } from './asset-removal-guard.port';
import type { AssetVersionRepository } from './asset-version-repository.port';

export interface ArchiveAssetVersionCommand extends AssetVersionAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
  /** Whether anything that refers to it is a reason to refuse. */
  readonly ifUnused?: boolean;
}

/** Takes a version out of use; refused while an environment points at it, or released texts show it. */
export class ArchiveAssetVersion {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly pointers: AssetPointers,
    private readonly dependents: AssetRemovalGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, expectedRevision, ifUnused = false, ...address }: ArchiveAssetVersionCommand): Promise<AssetVersion> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.version(actor, 'asset:activate', address);
      const before = located.version;
      requireRevision('Asset version', address.versionTag, before.state, expectedRevision);
      const after = before.archive(this.clock.now());
      const fact = assetVersionFact(ASSET_VERSION_AUDIT.archive, actor, located, { before, after });
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.dependents.asset(located, before, { actor, ifUnused });
      // The update comes first: it waits for a pointer's move that holds the version, so that the look below sees it.
      await this.versions.update(before, after);
      const pointers = await this.pointers.ofAsset(actor.tenantId, located.asset.state.id);
      const pointing = pointers.filter((each) => each.assetVersionId === before.state.id).map((each) => each.environmentId);
      if (pointing.length > 0)
        throw new AssetVersionInUse(before.state.versionTag, await this.lookup.environmentNames(actor, located.project, pointing));
      this.outbox.append(fact);
      return after;
    });
  }
}
