import { TranslationNotFound, type Translation } from '../domain/translation';
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

  /** By language code. */
  async list(path: VersionPath): Promise<LocatedTranslation[]> {
    const { version } = await this.lookup.require(path, 'translation:read');
    const translations = await this.translations.list(version.state.tenantId, version.state.id);
    return translations.map((translation) => ({ translation, version }));
  }

  async one({ languageCode, ...path }: TranslationPath): Promise<LocatedTranslation> {
    const { version } = await this.lookup.require(path, 'translation:read');
    const translation = await this.translations.find(version.state.tenantId, version.state.id, languageCode);
    if (!translation) throw new TranslationNotFound(languageCode);
    return { translation, version };
  }
}
