import { sameLanguage } from '../../resolution/domain/language';
import { languageStatus, type LanguageStatus } from '../domain/locale-status';
import { sourceHashOf } from '../domain/translation';
import type { Version } from '../domain/version';
import type { LanguageCatalogue } from './language-catalogue.port';
import type { VersionLookup, VersionPath } from './version-lookup';
import type { VersionRepository } from './version-repository.port';

export interface MatrixLanguage extends LanguageStatus {
  /** Whether the project wants it current before a release. */
  readonly required: boolean;
  /** Whether the project has a region of it. */
  readonly region: boolean;
}

export interface TranslationMatrix {
  readonly version: Version;
  readonly sourceHash: string;
  /** Whether the languages that the project requires are current. */
  readonly releasable: boolean;
  /** By code: the version's own, the required ones, those of the regions and those that are translated. */
  readonly languages: readonly MatrixLanguage[];
}

/** How a version stands in every language that somebody cares for. */
export class ReadTranslationStatus {
  constructor(
    private readonly lookup: VersionLookup,
    private readonly versions: VersionRepository,
    private readonly catalogue: LanguageCatalogue,
  ) {}

  async execute(path: VersionPath): Promise<TranslationMatrix> {
    const { project, version } = await this.lookup.require(path, 'translation:read');
    const { tenantId, id, languageCode: own } = version.state;
    const translations = await this.versions.translations(tenantId, [id]);
    const required = await this.catalogue.required(tenantId, project);
    const regions = await this.catalogue.ofRegions(tenantId, project);
    const codes = distinct([own, ...translations.map((each) => each.languageCode), ...required, ...regions]);
    const languages = codes.map((code) => ({
      ...languageStatus(code, version.state, translations),
      required: required.some((each) => sameLanguage(each, code)),
      region: regions.some((each) => sameLanguage(each, code)),
    }));
    const releasable = languages.every((each) => !each.required || each.state === 'current');
    return { version, sourceHash: sourceHashOf(version.state), releasable, languages };
  }
}

/** The first spelling of each code, sorted. */
function distinct(codes: readonly string[]): string[] {
  const bySpelling = new Map<string, string>();
  for (const each of codes) if (!bySpelling.has(each.toLowerCase())) bySpelling.set(each.toLowerCase(), each);
  return [...bySpelling.values()].toSorted();
}
