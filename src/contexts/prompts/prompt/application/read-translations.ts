import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { sourceHashOf, TranslationNotFound, type Translation } from '../domain/translation';
import type { Version } from '../domain/version';
import type { TranslationRepository } from './translation-repository.port';
import type { VersionLookup, VersionPath } from './version-lookup';

export interface TranslationPath extends VersionPath {
  /** The exact code. */
  readonly languageCode: string;
}

export interface LocatedTranslation {
  readonly translation: Translation;
  readonly version: Version;
}

/** The reads of a version's translations. */
export class ReadTranslations {
  constructor(
    private readonly lookup: VersionLookup,
    private readonly translations: TranslationRepository,
  ) {}

  async list(path: VersionPath, query: ListQuery): Promise<Page<LocatedTranslation>> {
    const { version } = await this.lookup.require(path, 'translation:read');
    const { tenantId, id } = version.state;
    const page = await this.translations.page(tenantId, id, sourceHashOf(version.state), query);
    return mapPage(page, (translation) => ({ translation, version }));
  }

  async one({ languageCode, ...path }: TranslationPath): Promise<LocatedTranslation> {
    const { version } = await this.lookup.require(path, 'translation:read');
    const translation = await this.translations.find(version.state.tenantId, version.state.id, languageCode);
    if (!translation) throw new TranslationNotFound(languageCode);
    return { translation, version };
  }
}
