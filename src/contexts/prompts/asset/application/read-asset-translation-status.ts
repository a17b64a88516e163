import type { Actor } from '#shared/actor';
import type { LanguageCatalog } from '../../prompt/application/language-catalog.port';
import { languageMatrix, type LanguageMatrix } from '../../prompt/domain/language-matrix';
import { ownAssetText, type AssetVersion } from '../domain/asset-version';
import type { AssetLookup, AssetVersionAddress } from './asset-lookup';
import type { AssetTranslationRepository } from './asset-translation-repository.port';

export interface AssetTranslationMatrix extends LanguageMatrix {
  readonly version: AssetVersion;
}

/** How a version of an asset stands in every language that somebody cares for. */
export class ReadAssetTranslationStatus {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly translations: AssetTranslationRepository,
    private readonly catalog: LanguageCatalog,
  ) {}

  async execute(actor: Actor, address: AssetVersionAddress): Promise<AssetTranslationMatrix> {
    const { project, version } = await this.lookup.versionOrLatest(actor, 'asset:read', address);
    const translations = await this.translations.stated(actor.tenantId, [version.state.id]);
    const required = await this.catalog.required(actor.tenantId, project);
    const regions = await this.catalog.ofRegions(actor.tenantId, project);
    const wanted = { required, regions };
    return { version, ...languageMatrix(ownAssetText(version.state), translations, wanted) };
  }
}
