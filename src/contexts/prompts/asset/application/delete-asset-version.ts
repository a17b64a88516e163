import type { Actor } from '#shared/actor';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { AssetVersionInUse } from '../domain/asset-version-errors';
import { assetVersionFact } from './asset-facts';
import type { AssetLookup, AssetVersionAddress } from './asset-lookup';
import type { AssetPointers } from './asset-pointers.port';
import type { AssetRemovalGuard } from './asset-removal-guard.port';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { AssetVersionRepository } from './asset-version-repository.port';
import type { DetailedAssetVersion } from './read-asset-versions';

export interface DeleteAssetVersionCommand extends AssetVersionAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
  /** Whether anything that refers to it is a reason to refuse. */
  readonly ifUnused?: boolean;
}

export class DeleteAssetVersion {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
    private readonly pointers: AssetPointers,
    private readonly dependents: AssetRemovalGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The version as it was; refused while an environment points at it, or released texts show it. */
  execute({ actor, expectedRevision, ifUnused = false, ...address }: DeleteAssetVersionCommand): Promise<DetailedAssetVersion> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.version(actor, 'asset:write', address);
      const { version } = located;
      requireRevision('Asset version', address.versionTag, version.state, expectedRevision);
      const { tenantId, assetId, id, versionTag } = version.state;
      const pointers = await this.pointers.ofAsset(tenantId, assetId);
      const pointing = pointers.filter((each) => each.assetVersionId === id).map((each) => each.environmentId);
      if (pointing.length > 0)
        throw new AssetVersionInUse(versionTag, await this.lookup.environmentNames(actor, located.project, pointing));
      await this.dependents.asset(located, version, { actor, ifUnused });
      const translations = await this.translations.ofChanged(tenantId, id);
      const removed = await this.versions.remove(version);
      const fact = assetVersionFact(ASSET_VERSION_AUDIT.delete, actor, located, { before: version, after: null });
      this.outbox.append({ ...fact, details: { removed } });
      return { version, translations };
    });
  }
}
