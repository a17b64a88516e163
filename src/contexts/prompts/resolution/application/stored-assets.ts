import { TurnBudget } from '#shared/event-loop';
import { groupedBy } from '#shared/grouped-by';
import type { AssetKey, AssetReader, AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetTranslationRepository } from '../../asset/application/asset-translation-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import { chooseLanguage } from '../../template/domain/language';
import type { ReadingBudget } from '../domain/reading-budget';
import type { AssetSource, FoundAsset, ListedAsset, WantedAsset } from './asset-source.port';
import type { TextTranslationReader } from '../../text/application/text-translation-repository.port';
import type { TextVersionReader } from '../../text/application/text-version-repository.port';
import type { VersionHead } from '../../text/application/text-version-repository.port';
import type { TranslationHead } from '../../text/application/text-translation-repository.port';

interface Chosen {
  readonly wanted: WantedAsset;
  readonly version: VersionHead;
}

/** The maximum number of assets, versions and translations that one turn of the event loop reads. */
const ROWS_PER_TURN = 250;

/** Reads the assets of prompts, all of one level together. It first chooses the text and version of each, and reads the texts last. */
export class FoundAssets {
  constructor(
    private readonly assets: AssetReader,
    private readonly versions: TextVersionReader,
    private readonly translations: TextTranslationReader,
  ) {}

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
    const values = await this.values(
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

  /** A tag that no version has means the same as no tag. */
  async #choose(
    tenantId: string,
    there: readonly { readonly wanted: WantedAsset; readonly asset: AssetKey }[],
    turns: TurnBudget,
  ): Promise<Chosen[]> {
    const idsOf = (those: typeof there): string[] => [...new Set(those.map((each) => each.asset.id))];
    const tagged = there.filter((each) => each.wanted.tag !== null);
    const wanted = tagged.flatMap(({ asset, wanted: { tag } }) => (tag === null ? [] : [{ parentId: asset.id, versionTag: tag }]));
    const tags = await this.versions.tagged(tenantId, wanted);
    await turns.spend(tags.length);
    const named = new Map(tags.map((each) => [`${each.parentId} ${each.versionTag}`, each.id]));
    const namedId = ({ wanted: { tag }, asset }: (typeof there)[number]): string | undefined => named.get(`${asset.id} ${tag ?? ''}`);
    const others = idsOf(there.filter((each) => !namedId(each)));
    const served = new Map((await this.versions.servedOf(tenantId, others)).map((each) => [each.parentId, each.id]));
    const heads = await this.versions.headsOf(tenantId, [...named.values(), ...served.values()]);
    await turns.spend(2 * heads.length);
    const byId = new Map(heads.map((each) => [each.id, each]));
    return there.flatMap((each) => {
      const version = byId.get(namedId(each) ?? served.get(each.asset.id) ?? '');
      return version ? [{ wanted: each.wanted, version }] : [];
    });
  }

  /** By the id of the version or translation. */
  protected async values(
    tenantId: string,
    texts: readonly (VersionHead | TranslationHead)[],
    budget: ReadingBudget,
  ): Promise<Map<string, string>> {
    const each = [...new Map(texts.map((text) => [text.id, text])).values()];
    budget.takeAll(each);
    const own = each.filter((text) => 'parentId' in text).map((text) => text.id);
    const translated = each.filter((text) => !('parentId' in text)).map((text) => text.id);
    return new Map([...(await this.versions.texts(tenantId, own)), ...(await this.translations.texts(tenantId, translated))]);
  }
}

/** Also lists the assets of a prompt. */
export class StoredAssets extends FoundAssets implements AssetSource {
  constructor(
    private readonly all: AssetRepository,
    private readonly every: AssetVersionRepository,
    translations: AssetTranslationRepository,
  ) {
    super(all, every, translations);
  }

  async list(tenantId: string, promptId: string, activeOnly: boolean, budget: ReadingBudget): Promise<ListedAsset[]> {
    const assets = await this.all.listOfPrompt(tenantId, promptId);
    const versions = activeOnly
      ? await this.#active(
          tenantId,
          assets.map((each) => each.state.id),
        )
      : await this.#newest(tenantId, promptId);
    const values = await this.values(tenantId, versions, budget);
    const byAsset = new Map(versions.map((each) => [each.parentId, each]));
    return assets.map(({ state: { id, key, enabled } }) => {
      const version = byAsset.get(id);
      const value = version && values.get(version.id);
      if (!version || value === undefined) return { id, key, enabled, versions: [] };
      const { id: versionId, versionTag, languageCode } = version;
      return { id, key, enabled, versions: [{ id: versionId, value, versionTag, languageCode }] };
    });
  }

  async #active(tenantId: string, assetIds: readonly string[]): Promise<VersionHead[]> {
    const active = (await this.every.servedOf(tenantId, assetIds)).filter((each) => each.status === 'active');
    return this.every.headsOf(
      tenantId,
      active.map((each) => each.id),
    );
  }

  async #newest(tenantId: string, promptId: string): Promise<VersionHead[]> {
    const newestFirst = groupedBy(await this.every.tagsOf(tenantId, promptId, null), (each) => each.parentId);
    return this.every.headsOf(
      tenantId,
      [...newestFirst.values()].flatMap(([newest]) => newest?.id ?? []),
    );
  }
}

const distinct = (wanted: readonly WantedAsset[], member: 'promptId' | 'key'): string[] => [...new Set(wanted.map((each) => each[member]))];

const placeOf = ({ promptId, key }: { readonly promptId: string; readonly key: string }): string => `${promptId} ${key}`;
