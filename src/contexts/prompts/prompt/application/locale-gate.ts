import { groupedBy } from '#shared/grouped-by';
import { languageStatus, LanguagesNotCurrent, ownText, type LanguageStatus, type StatedText } from '../domain/locale-status';
import type { Version } from '../domain/version';
import type { LanguageCatalogue } from './language-catalogue.port';
import type { ProjectRef } from './project-catalogue.port';
import type { VersionRepository } from './version-repository.port';

/** What a version has to pass before an environment may point at it. */
export class LocaleGate {
  constructor(
    private readonly languages: LanguageCatalogue,
    private readonly versions: VersionRepository,
  ) {}

  /**
   * Throws LanguagesNotCurrent while a language that the project requires is missing or stale. Call it in the transaction
   * of the release, with the version locked: its text must not change between this look and the move.
   */
  async check(tenantId: string, project: ProjectRef, version: Version): Promise<void> {
    const { id, versionTag } = version.state;
    const faulty = (await this.faulty(tenantId, project, [version])).get(id) ?? [];
    if (faulty.length > 0) throw new LanguagesNotCurrent(versionTag, faulty);
  }

  /** The required languages that are missing or stale, by the versions' ids; in a fixed number of statements. */
  async faulty(
    tenantId: string,
    project: ProjectRef,
    versions: readonly Version[],
  ): Promise<ReadonlyMap<string, readonly LanguageStatus[]>> {
    const required = await this.languages.required(tenantId, project);
    if (required.length === 0 || versions.length === 0) return new Map();
    const ids = versions.map(({ state }) => state.id);
    const translations = groupedBy(await this.versions.translations(tenantId, ids), (each) => each.versionId);
    return new Map(
      versions.map(({ state }) => [state.id, notCurrent(required, ownText(state), translations.get(state.id) ?? [])] as const),
    );
  }
}

/** Those of the languages that are missing or stale. */
export const notCurrent = (required: readonly string[], own: StatedText, translations: readonly StatedText[]): LanguageStatus[] =>
  required.map((each) => languageStatus(each, own, translations)).filter((each) => each.state !== 'current');
