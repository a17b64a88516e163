import { TurnBudget } from '#shared/event-loop';
import { groupedBy } from '#shared/grouped-by';
import type { AssetKey, AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetTranslationHead, AssetTranslationRepository } from '../../asset/application/asset-translation-repository.port';
import type { AssetVersionHead, AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import { chooseLanguage } from '../../template/domain/language';
import type { ReadingBudget } from '../domain/reading-budget';
import { AssetSource, type FoundAsset, type ListedAsset, type WantedAsset } from './asset-source.port';

interface Chosen {
  readonly wanted: WantedAsset;
  readonly version: AssetVersionHead;
}

/** Of assets, of their versions and of their translations: what one turn of the event loop reads. */
const ROWS_PER_TURN = 250;

/** Reads the assets of prompts, all of a level together: which text of which version it is first, the texts last. */
export class StoredAssets extends AssetSource {
  constructor(
    private readonly assets: AssetRepository,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
  ) {
    super();
  }

  async find(tenantId: string, wanted: readonly WantedAsset[], budget: ReadingBudget): Promise<FoundAsset[]> {
    const turns = new TurnBudget(ROWS_PER_TURN);
    const assets = await this.assets.withKeys(tenantId, distinct(wanted, 'promptId'), distinct(wanted, 'key'));
    await turns.spend(assets.length);
    const enabled = new Map(assets.filter((each) => each.enabled).map((each) => [placeOf(each), each]));
    const there = wanted.flatMap((each) => {
      const asset = enabled.get(placeOf(each));
      return asset ? [{ wanted: each, asset }] : [];
    });
    const chosen = await this.#choose(tenantId, there, turns);
    const versionIds = [...new Set(chosen.map((each) => each.version.id))];
    const languages = [...new Set(chosen.flatMap((each) => each.wanted.language ?? []))];
    const heads = await this.translations.ofVersionsIn(tenantId, versionIds, languages);
    await turns.spend(heads.length);
    const translations = groupedBy(heads, (each) => each.versionId);
    const spoken = chosen.map(({ wanted: each, version }) => ({
      wanted: each,
      version,
      ...chooseLanguage(each.language, version, translations.get(version.id) ?? []),
    }));
    const values = await this.#values(
      tenantId,
      spoken.map((each) => each.text),
      budget,
    );
    await turns.spend(values.size);
    return spoken.flatMap(({ wanted: each, version: { id: versionId, versionTag }, text, fallback }) => {
      const value = values.get(text.id);
      return value === undefined ? [] : [{ ...each, versionId, versionTag, served: text.languageCode, fallback, value }];
    });
  }

  /** A tag that no version has means the same as none. */
  async #choose(
    tenantId: string,
    there: readonly { readonly wanted: WantedAsset; readonly asset: AssetKey }[],
    turns: TurnBudget,
  ): Promise<Chosen[]> {
    const idsOf = (those: typeof there): string[] => [...new Set(those.map((each) => each.asset.id))];
    const tagged = there.filter((each) => each.wanted.tag !== null);
    const tags = [...new Set(tagged.flatMap(({ wanted: { tag } }) => tag ?? []))];
    const named = await this.versions.withTags(tenantId, idsOf(tagged), tags);
    await turns.spend(named.length);
    const byTag = new Map(named.map((each) => [`${each.assetId} ${each.versionTag}`, each]));
    const taggedVersion = ({ wanted, asset }: (typeof there)[number]): AssetVersionHead | undefined =>
      byTag.get(`${asset.id} ${wanted.tag ?? ''}`);
    const others = idsOf(there.filter((each) => !taggedVersion(each)));
    const newest = await this.versions.newestServedOf(tenantId, others);
    await turns.spend(2 * newest.length);
    const served = new Map(newest.map((each) => [each.assetId, each]));
    return there.flatMap((each) => {
      const version = taggedVersion(each) ?? served.get(each.asset.id);
      return version ? [{ wanted: each.wanted, version }] : [];
    });
  }

  /** By the id of the version or translation. */
  async #values(
    tenantId: string,
    texts: readonly (AssetVersionHead | AssetTranslationHead)[],
    budget: ReadingBudget,
  ): Promise<Map<string, string>> {
    const each = [...new Map(texts.map((text) => [text.id, text])).values()];
    budget.takeAll(each);
    const own = each.filter((text) => 'assetId' in text).map((text) => text.id);
    const translated = each.filter((text) => !('assetId' in text)).map((text) => text.id);
    return new Map([...(await this.versions.values(tenantId, own)), ...(await this.translations.values(tenantId, translated))]);
  }

  async list(tenantId: string, promptId: string, activeOnly: boolean, budget: ReadingBudget): Promise<ListedAsset[]> {
    const assets = await this.assets.listOfPrompt(tenantId, promptId);
    const versions = activeOnly
      ? await this.#active(
          tenantId,
          assets.map((each) => each.state.id),
        )
      : await this.#newest(tenantId, promptId);
    const values = await this.#values(tenantId, versions, budget);
    const byAsset = new Map(versions.map((each) => [each.assetId, each]));
    return assets.map(({ state: { id, key, enabled } }) => {
      const version = byAsset.get(id);
      const value = version && values.get(version.id);
      if (!version || value === undefined) return { id, key, enabled, versions: [] };
      const { id: versionId, versionTag, languageCode } = version;
      return { id, key, enabled, versions: [{ id: versionId, value, versionTag, languageCode }] };
    });
  }

  async #active(tenantId: string, assetIds: readonly string[]): Promise<AssetVersionHead[]> {
    return (await this.versions.newestServedOf(tenantId, assetIds)).filter((each) => each.status === 'active');
  }

  async #newest(tenantId: string, promptId: string): Promise<AssetVersionHead[]> {
    const newestFirst = groupedBy(await this.versions.tagsOf(tenantId, promptId, null), (each) => each.assetId);
    return this.versions.headsOf(
      tenantId,
      [...newestFirst.values()].flatMap(([newest]) => newest?.id ?? []),
    );
  }
}

const distinct = (wanted: readonly WantedAsset[], member: 'promptId' | 'key'): string[] => [...new Set(wanted.map((each) => each[member]))];

const placeOf = ({ promptId, key }: { readonly promptId: string; readonly key: string }): string => `${promptId} ${key}`;
