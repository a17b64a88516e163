import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { AssetTranslationNotFound, type AssetTranslation } from '../domain/asset-translation';
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

  async list(actor: Actor, address: AssetVersionAddress, query: ListQuery): Promise<Page<LocatedAssetTranslation>> {
    const located = await this.lookup.versionOrLatest(actor, 'asset:read', address);
    const { id, contentHash } = located.version.state;
    const page = await this.translations.page(actor.tenantId, id, contentHash, query);
    return mapPage(page, (translation) => ({ ...located, translation }));
  }

  async one(actor: Actor, address: AssetTranslationAddress): Promise<LocatedAssetTranslation> {
    const located = await this.lookup.versionOrLatest(actor, 'asset:read', address);
    const translation = await this.translations.find(actor.tenantId, located.version.state.id, address.languageCode);
    if (!translation) throw new AssetTranslationNotFound(address.languageCode);
    return { ...located, translation };
  }
}
