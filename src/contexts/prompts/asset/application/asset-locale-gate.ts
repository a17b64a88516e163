import { groupedBy } from '#shared/grouped-by';
import type { LanguageCatalogue } from '../../prompt/application/language-catalogue.port';
import { notCurrent } from '../../prompt/application/locale-gate';
import type { ProjectRef } from '../../prompt/application/project-catalogue.port';
import { LanguagesNotCurrent, type LanguageStatus, type StatedText } from '../../prompt/domain/locale-status';
import type { AssetTranslation } from '../domain/asset-translation';
import type { AssetVersion } from '../domain/asset-version';
import type { AssetTranslationRepository } from './asset-translation-repository.port';

/** As {@link LocaleGate}, for versions of assets. */
export class AssetLocaleGate {
  constructor(
    private readonly languages: LanguageCatalogue,
    private readonly translations: AssetTranslationRepository,
  ) {}

  /** Throws LanguagesNotCurrent. Call it in the transaction of the release, with the version locked. */
  async check(tenantId: string, project: ProjectRef, version: AssetVersion): Promise<void> {
    const { id, versionTag } = version.state;
    const faulty = (await this.faulty(tenantId, project, [version])).get(id) ?? [];
    if (faulty.length > 0) throw new LanguagesNotCurrent(versionTag, faulty);
  }

  /** The required languages that are missing or stale, by the versions' ids; in a fixed number of statements. */
  async faulty(
    tenantId: string,
    project: ProjectRef,
    versions: readonly AssetVersion[],
  ): Promise<ReadonlyMap<string, readonly LanguageStatus[]>> {
    const required = await this.languages.required(tenantId, project);
    if (required.length === 0 || versions.length === 0) return new Map();
    const ids = versions.map(({ state }) => state.id);
    const translations = groupedBy(await this.translations.ofVersions(tenantId, ids), ({ state }) => state.versionId);
    return new Map(
      versions.map((each) => {
        const { id } = each.state;
        return [id, notCurrent(required, ownAssetText(each), (translations.get(id) ?? []).map(translatedAssetText))] as const;
      }),
    );
  }
}

export const ownAssetText = ({ state: { languageCode, contentHash, updatedAt } }: AssetVersion): StatedText => ({
  languageCode,
  sourceHash: contentHash,
  updatedAt,
});

export const translatedAssetText = ({ state: { languageCode, sourceHash, updatedAt } }: AssetTranslation): StatedText => ({
  languageCode,
  sourceHash,
  updatedAt,
});
