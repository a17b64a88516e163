import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
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

  async list(actor: Actor, address: AssetAddress, query: ListQuery): Promise<Page<DetailedAssetVersion>> {
    const { asset } = await this.lookup.asset(actor, 'asset:read', address);
    const page = await this.versions.page(actor.tenantId, asset.state.id, query);
    const translations = await this.#translationsOf(actor.tenantId, page.items);
    return mapPage(page, (version) => ({ version, translations: translations.get(version.state.id) ?? [] }));
  }

  /** NotFound also where the version has no text in the language. */
  async one(actor: Actor, address: AssetVersionAddress, languageCode: string | null): Promise<DetailedAssetVersion> {
    const { version } = await this.lookup.versionOrLatest(actor, 'asset:read', address);
    const { tenantId, id } = version.state;
    const detailed = { version, translations: await this.translations.ofVersions(tenantId, [id]) };
    if (!speaks(detailed, languageCode)) throw new AssetVersionNotFound(address.versionTag);
    return detailed;
  }

  /** Of a version that the caller has just changed. */
  async detailed(version: AssetVersion): Promise<DetailedAssetVersion> {
    const { tenantId, id } = version.state;
    return { version, translations: await this.translations.ofChanged(tenantId, id) };
  }

  /** Newest first. */
  async ofAsset(tenantId: string, assetId: string): Promise<DetailedAssetVersion[]> {
    const versions = await this.versions.list(tenantId, assetId);
    const translations = await this.#translationsOf(tenantId, versions);
    return versions.map((version) => ({ version, translations: translations.get(version.state.id) ?? [] }));
  }

  /** By the version's id. */
  async #translationsOf(tenantId: string, versions: readonly AssetVersion[]): Promise<Map<string, AssetTranslation[]>> {
    const ids = versions.map(({ state }) => state.id);
    return groupedBy(await this.translations.ofVersions(tenantId, ids), ({ state }) => state.versionId);
  }
}

const speaks = ({ version, translations }: DetailedAssetVersion, languageCode: string | null): boolean =>
  languageCode === null ||
  version.state.languageCode === languageCode ||
  translations.some(({ state }) => state.languageCode === languageCode);
