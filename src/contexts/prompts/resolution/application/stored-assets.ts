import { groupedBy } from '#shared/grouped-by';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetTranslationRepository } from '../../asset/application/asset-translation-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { Asset } from '../../asset/domain/asset';
import type { AssetVersion } from '../../asset/domain/asset-version';
import { AssetSource, type FoundAsset, type ListedAsset, type WantedAsset } from './asset-source.port';

interface Chosen {
  readonly wanted: WantedAsset;
  readonly version: AssetVersion;
}

/** Reads the assets of prompts, all of a level together. */
export class StoredAssets extends AssetSource {
  constructor(
    private readonly assets: AssetRepository,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
  ) {
    super();
  }

  async find(tenantId: string, wanted: readonly WantedAsset[], languages: readonly string[]): Promise<FoundAsset[]> {
    const assets = await this.assets.listOfPrompts(tenantId, [...new Set(wanted.map((each) => each.promptId))]);
    const enabled = new Map(assets.filter(({ state }) => state.enabled).map((each) => [placeOf(each.state), each]));
    const there = wanted.flatMap((each) => {
      const asset = enabled.get(placeOf(each));
      return asset ? [{ wanted: each, asset }] : [];
    });
    const chosen = await this.#choose(tenantId, there);
    const translations = groupedBy(
      await this.translations.ofVersionsIn(tenantId, [...new Set(chosen.map((each) => each.version.state.id))], languages),
      (each) => each.state.versionId,
    );
    return chosen.map(({ wanted: { promptId, key, tag }, version: { state } }) => ({
      promptId,
      key,
      tag,
      versionId: state.id,
      versionTag: state.versionTag,
      languageCode: state.languageCode,
      value: state.value,
      translations: (translations.get(state.id) ?? []).map((each) => each.state),
    }));
  }

  /** A tag that no version has means the same as none. */
  async #choose(tenantId: string, there: readonly { readonly wanted: WantedAsset; readonly asset: Asset }[]): Promise<Chosen[]> {
    const idsOf = (those: typeof there): string[] => [...new Set(those.map((each) => each.asset.state.id))];
    const tagged = there.filter((each) => each.wanted.tag !== null);
    const tags = [...new Set(tagged.flatMap(({ wanted: { tag } }) => tag ?? []))];
    const byTag = new Map(
      (await this.versions.withTags(tenantId, idsOf(tagged), tags)).map((each) => [`${each.state.assetId} ${each.state.versionTag}`, each]),
    );
    const taggedVersion = ({ wanted, asset }: (typeof there)[number]): AssetVersion | undefined =>
      byTag.get(`${asset.state.id} ${wanted.tag ?? ''}`);
    const others = idsOf(there.filter((each) => !taggedVersion(each)));
    const served = new Map((await this.versions.newestServedOf(tenantId, others)).map((each) => [each.state.assetId, each]));
    return there.flatMap((each) => {
      const version = taggedVersion(each) ?? served.get(each.asset.state.id);
      return version ? [{ wanted: each.wanted, version }] : [];
    });
  }

  async list(tenantId: string, promptId: string, activeOnly: boolean): Promise<ListedAsset[]> {
    const assets = await this.assets.listOfPrompt(tenantId, promptId);
    const versions = activeOnly ? await this.#active(tenantId, assets) : await this.#newest(tenantId, promptId, assets);
    const byAsset = new Map(versions.map(({ state }) => [state.assetId, state]));
    return assets.map(({ state: { id, key, enabled } }) => {
      const version = byAsset.get(id);
      const listed = version && {
        id: version.id,
        value: version.value,
        versionTag: version.versionTag,
        languageCode: version.languageCode,
      };
      return { id, key, enabled, versions: listed ? [listed] : [] };
    });
  }

  async #active(tenantId: string, assets: readonly Asset[]): Promise<AssetVersion[]> {
    const served = await this.versions.newestServedOf(
      tenantId,
      assets.map((each) => each.state.id),
    );
    return served.filter((each) => each.state.status === 'active');
  }

  /** Found without their texts first. */
  async #newest(tenantId: string, promptId: string, assets: readonly Asset[]): Promise<AssetVersion[]> {
    const newest = groupedBy(await this.versions.tagsOf(tenantId, promptId, null), (each) => each.assetId);
    const wanted = assets.flatMap(({ state }) => newest.get(state.id)?.[0] ?? []);
    const ids = new Set(wanted.map((each) => each.id));
    const versions = await this.versions.withTags(
      tenantId,
      wanted.map((each) => each.assetId),
      [...new Set(wanted.map((each) => each.versionTag))],
    );
    return versions.filter((each) => ids.has(each.state.id));
  }
}

const placeOf = ({ promptId, key }: { readonly promptId: string; readonly key: string }): string => `${promptId} ${key}`;
