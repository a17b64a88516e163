import type { DomainError } from '#shared/errors';
import { groupedBy } from '#shared/grouped-by';
import type { AssetLocaleGate } from '../../asset/application/asset-locale-gate';
import type { AssetTranslationRepository } from '../../asset/application/asset-translation-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { AssetVersion } from '../../asset/domain/asset-version';
import { AssetVersionArchived } from '../../asset/domain/asset-version-errors';
import type { AssetPointerRepository } from '../../pointer/application/asset-pointer-repository.port';
import { LanguagesNotCurrent, type LanguageStatus } from '../../prompt/domain/locale-status';
import { assetTarget } from '../../reference/application/dependents-guard';
import type { LocatedDeployment } from './deployment-lookup';
import type { ItemChange, VersionText } from './item-change';
import type { ReleasedAssets } from './released-assets';

/** As {@link PromptChanges}, for versions of assets: they declare no variables. */
export class AssetChanges {
  constructor(
    private readonly released: ReleasedAssets,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
    private readonly pointers: AssetPointerRepository,
    private readonly localeGate: AssetLocaleGate,
  ) {}

  async of(tenantId: string, { project, environment }: LocatedDeployment, versionIds: readonly string[]): Promise<Map<string, ItemChange>> {
    if (versionIds.length === 0) return new Map();
    const wanted = await this.released.of(tenantId, project.id, versionIds);
    const assetIds = new Set(wanted.map(({ asset }) => asset.state.id));
    const pointers = (await this.pointers.list(tenantId, environment.id)).filter(({ state }) => assetIds.has(state.assetId));
    const pointedIds = pointers.map(({ state }) => state.versionId);
    const pointed = new Map((await this.versions.ofIds(tenantId, project.id, pointedIds)).map((each) => [each.state.assetId, each]));
    const translated = await this.translations.ofVersions(tenantId, [...new Set([...versionIds, ...pointedIds])]);
    const translations = groupedBy(translated, ({ state }) => state.versionId);
    const moved = wanted.filter(({ asset, version }) => pointed.get(asset.state.id)?.state.id !== version.state.id);
    const faulty = await this.localeGate.faulty(
      tenantId,
      project,
      moved.map(({ version }) => version),
    );
    const textOf = ({ state: { id, versionTag, value: text } }: AssetVersion): VersionText => ({
      id,
      versionTag,
      text,
      literals: [],
      translations: (translations.get(id) ?? []).map(({ state }) => ({ languageCode: state.languageCode, promptText: state.value })),
    });
    return new Map(
      wanted.map(({ prompt, asset, version }) => {
        const before = pointed.get(asset.state.id);
        const target = assetTarget({ project, prompt, asset }, null);
        const languages = faulty.get(version.state.id) ?? [];
        const fault = faultOf(version, languages)?.message ?? null;
        const change = { from: before ? textOf(before) : null, to: textOf(version), fault, languages, breaking: [], target };
        return [version.state.id, change];
      }),
    );
  }
}

function faultOf({ state: { status, versionTag } }: AssetVersion, languages: readonly LanguageStatus[]): DomainError | null {
  if (status === 'archived') return new AssetVersionArchived(versionTag);
  return languages.length > 0 ? new LanguagesNotCurrent(versionTag, languages) : null;
}
