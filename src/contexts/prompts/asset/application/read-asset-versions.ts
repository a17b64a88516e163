import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import type { AssetTranslation } from '../domain/asset-translation';
import type { AssetVersion } from '../domain/asset-version';
import { AssetVersionNotFound } from '../domain/asset-version-errors';
import type { AssetAddress, AssetLookup, AssetVersionAddress } from './asset-lookup';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { AssetVersionRepository } from './asset-version-repository.port';

export interface DetailedAssetVersion {
  readonly version: AssetVersion;
  /** By language code. */
  readonly translations: readonly AssetTranslation[];
}

/** The reads of an asset's versions: one by tag or `latest`, all of an asset. */
export class ReadAssetVersions {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
  ) {}

  /** Newest first; with a language those that have a text in it. */
  async list(actor: Actor, address: AssetAddress, languageCode: string | null): Promise<DetailedAssetVersion[]> {
    const { asset } = await this.lookup.asset(actor, 'asset:read', address);
    const versions = await this.ofAsset(actor.tenantId, asset.state.id);
    return versions.filter((each) => speaks(each, languageCode));
  }

  /** NotFound also where the version has no text in the language. */
  async one(actor: Actor, address: AssetVersionAddress, languageCode: string | null): Promise<DetailedAssetVersion> {
    const { version } = await this.lookup.versionOrLatest(actor, 'asset:read', address);
    const detailed = await this.detailed(version);
    if (!speaks(detailed, languageCode)) throw new AssetVersionNotFound(address.versionTag);
    return detailed;
  }

  async detailed(version: AssetVersion): Promise<DetailedAssetVersion> {
    const { tenantId, id } = version.state;
    return { version, translations: await this.translations.ofVersions(tenantId, [id]) };
  }

  /** Newest first. */
  async ofAsset(tenantId: string, assetId: string): Promise<DetailedAssetVersion[]> {
    const versions = await this.versions.list(tenantId, assetId);
    const ids = versions.map(({ state }) => state.id);
    const translations = groupedBy(await this.translations.ofVersions(tenantId, ids), ({ state }) => state.versionId);
    return versions.map((version) => ({ version, translations: translations.get(version.state.id) ?? [] }));
  }
}

const speaks = ({ version, translations }: DetailedAssetVersion, languageCode: string | null): boolean =>
  languageCode === null ||
  version.state.languageCode === languageCode ||
  translations.some(({ state }) => state.languageCode === languageCode);
