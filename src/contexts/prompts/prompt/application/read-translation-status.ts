import { languageMatrix, type LanguageMatrix } from '../domain/language-matrix';
import { ownText } from '../domain/locale-status';
import type { Version } from '../domain/version';
import type { LanguageCatalog } from './language-catalog.port';
import type { VersionLookup, VersionPath } from './version-lookup';
import type { VersionRepository } from './version-repository.port';

export interface TranslationMatrix extends LanguageMatrix {
  readonly version: Version;
}

/** How a version stands in every language that somebody cares for. */
export class ReadTranslationStatus {
  constructor(
    private readonly lookup: VersionLookup,
    private readonly versions: VersionRepository,
    private readonly catalog: LanguageCatalog,
  ) {}

  async execute(path: VersionPath): Promise<TranslationMatrix> {
    const { project, version } = await this.lookup.require(path, 'translation:read');
    const { tenantId, id } = version.state;
    const translations = await this.versions.statedTranslations(tenantId, [id]);
    const required = await this.catalog.required(tenantId, project);
    const regions = await this.catalog.ofRegions(tenantId, project);
    return { version, ...languageMatrix(ownText(version.state), translations, { required, regions }) };
  }
}
