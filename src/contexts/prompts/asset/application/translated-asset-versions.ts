import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { assetVersionFact } from './asset-facts';
import type { AssetLookup, AssetVersionAddress, LocatedAssetVersion } from './asset-lookup';
import type { AssetVersionRepository } from './asset-version-repository.port';

/** As {@link TranslatedVersions}, for versions of assets. */
export class TranslatedAssetVersions {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The version, ours until the transaction ends. */
  async require(actor: Actor, address: AssetVersionAddress): Promise<LocatedAssetVersion> {
    const located = await this.lookup.versionOrLatest(actor, 'asset:write', address);
    return { ...located, version: await this.versions.hold(located.version) };
  }

  /** Takes a pending request back; a fact of its own says so. */
  async changed(actor: Actor, located: LocatedAssetVersion, languageCode: string): Promise<void> {
    const { version: before } = located;
    const after = before.translated(this.clock.now());
    if (after === before) return;
    await this.versions.update(before, after);
    const fact = assetVersionFact(ASSET_VERSION_AUDIT.unpublish, actor, located, { before, after });
    this.outbox.append({ ...fact, details: { changedTranslation: languageCode } });
  }
}
