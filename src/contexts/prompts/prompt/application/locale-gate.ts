import { groupedBy } from '#shared/grouped-by';
import { languageStatus, LanguagesNotCurrent, ownText, type LanguageStatus, type StatedText } from '../domain/locale-status';
import type { Version } from '../domain/version';
import type { LanguageCatalog } from './language-catalog.port';
import type { ProjectRef } from './project-catalog.port';
import type { StatedTranslation, VersionRepository } from './version-repository.port';

/** What a version of something translated has to pass before an environment may point at it. */
export abstract class LanguageGate<V extends { readonly state: { readonly id: string; readonly versionTag: string } }> {
  constructor(private readonly languages: LanguageCatalog) {}

  protected abstract ownText(version: V): StatedText;
  protected abstract translations(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]>;

  /**
   * Throws LanguagesNotCurrent while a language that the project requires is missing or stale. Call it in the transaction
   * of the release, with the version locked: its text must not change between this look and the move.
   */
  async check(tenantId: string, project: ProjectRef, version: V): Promise<void> {
    const { id, versionTag } = version.state;
    const faulty = (await this.faulty(tenantId, project, [version])).get(id) ?? [];
    if (faulty.length > 0) throw new LanguagesNotCurrent(versionTag, faulty);
  }

  /** The required languages that are missing or stale, by the versions' ids; in a fixed number of statements. */
  async faulty(tenantId: string, project: ProjectRef, versions: readonly V[]): Promise<ReadonlyMap<string, readonly LanguageStatus[]>> {
    const required = await this.languages.required(tenantId, project);
    if (required.length === 0 || versions.length === 0) return new Map();
    const ids = versions.map(({ state }) => state.id);
    const translations = groupedBy(await this.translations(tenantId, ids), (each) => each.versionId);
    return new Map(
      versions.map((version) => {
        const { id } = version.state;
        const own = this.ownText(version);
        const states = required.map((each) => languageStatus(each, own, translations.get(id) ?? []));
        return [id, states.filter((each) => each.state !== 'current')] as const;
      }),
    );
  }
}

export class LocaleGate extends LanguageGate<Version> {
  constructor(
    languages: LanguageCatalog,
    private readonly versions: VersionRepository,
  ) {
    super(languages);
  }

  protected ownText({ state }: Version): StatedText {
    return ownText(state);
  }

  protected translations(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]> {
    return this.versions.statedTranslations(tenantId, versionIds);
  }
}
