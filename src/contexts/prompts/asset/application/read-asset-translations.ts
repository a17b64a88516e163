import type { Actor } from '#shared/actor';
import { AssetTranslationNotFound, type AssetTranslation } from '../domain/asset-translation';
import type { AssetVersion } from '../domain/asset-version';
import type { AssetLookup, AssetVersionAddress, LocatedAssetVersion } from './asset-lookup';
import type { AssetTranslationRepository } from './asset-translation-repository.port';

/** How a path names a translation. */
export interface AssetTranslationAddress extends AssetVersionAddress {
  readonly languageCode: string;
}

export interface LocatedAssetTranslation extends LocatedAssetVersion {
  readonly translation: AssetTranslation;
}

/** The reads of an asset's translations: one by its exact code, all of a version; `latest` stands for the newest version. */
export class ReadAssetTranslations {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly translations: AssetTranslationRepository,
  ) {}

  /** By language code. */
  async list(actor: Actor, address: AssetVersionAddress): Promise<{ version: AssetVersion; translations: readonly AssetTranslation[] }> {
    const { version } = await this.lookup.versionOrLatest(actor, 'asset:read', address);
    return { version, translations: await this.translations.ofVersions(actor.tenantId, [version.state.id]) };
  }

  async one(actor: Actor, permission: string, address: AssetTranslationAddress): Promise<LocatedAssetTranslation> {
    const located = await this.lookup.versionOrLatest(actor, permission, address);
    const translation = await this.translations.find(actor.tenantId, located.version.state.id, address.languageCode);
    if (!translation) throw new AssetTranslationNotFound(address.languageCode);
    return { ...located, translation };
  }
}
