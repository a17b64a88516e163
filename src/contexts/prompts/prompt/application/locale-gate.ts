import { languageStatus, LanguagesNotCurrent } from '../domain/locale-status';
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
  async check(tenantId: string, project: ProjectRef, { state }: Version): Promise<void> {
    const required = await this.languages.required(tenantId, project);
    if (required.length === 0) return;
    const translations = await this.versions.translations(tenantId, [state.id]);
    const faulty = required.map((each) => languageStatus(each, state, translations)).filter((each) => each.state !== 'current');
    if (faulty.length > 0) throw new LanguagesNotCurrent(state.versionTag, faulty);
  }
}
