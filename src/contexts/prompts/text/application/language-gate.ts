import { groupedBy } from '#shared/grouped-by';
import { languageStatus, LanguagesNotCurrent, ownText, type LanguageStatus } from '../domain/language-status';
import type { TextVersion } from '../domain/text-version';
import type { LanguageCatalog } from './language-catalog.port';
import type { ProjectRef } from './text-parent';
import type { TextTranslationRepository } from './text-translation-repository.port';

/** Checks the languages of a version before an environment may point at it. */
export class LanguageGate {
  constructor(
    private readonly languages: LanguageCatalog,
    private readonly translations: TextTranslationRepository,
  ) {}

  /**
   * Throws LanguagesNotCurrent while a language that the project requires is missing or stale. Call it in the transaction of the release
   * with the version locked, because its text must not change between this check and the move.
   */
  async check(tenantId: string, project: ProjectRef, version: TextVersion): Promise<void> {
    const { id, versionTag } = version.state;
    const faulty = (await this.faulty(tenantId, project, [version])).get(id) ?? [];
    if (faulty.length > 0) throw new LanguagesNotCurrent(versionTag, faulty);
  }

  /** The required languages that are missing or stale, by the ids of the versions, in a fixed number of statements. */
  async faulty(
    tenantId: string,
    project: ProjectRef,
    versions: readonly TextVersion[],
  ): Promise<ReadonlyMap<string, readonly LanguageStatus[]>> {
    const required = await this.languages.required(tenantId, project);
    if (required.length === 0 || versions.length === 0) return new Map();
    const ids = versions.map(({ state }) => state.id);
    const translations = groupedBy(await this.translations.stated(tenantId, ids), (each) => each.versionId);
    return new Map(
      versions.map((version) => {
        const { id } = version.state;
        const own = ownText(version);
        const states = required.map((each) => languageStatus(each, own, translations.get(id) ?? []));
        return [id, states.filter((each) => each.state !== 'current')] as const;
      }),
    );
  }
}
