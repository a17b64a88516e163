import type { Actor } from '#shared/actor';
import { languageMatrix, type LanguageMatrix } from '../domain/language-matrix';
import { ownText } from '../domain/language-status';
import type { TextVersion } from '../domain/text-version';
import type { LanguageCatalog } from './language-catalog.port';
import type { TextLookup } from './text-lookup';
import type { VersionAddress } from './text-parent';
import type { TextTranslationRepository } from './text-translation-repository.port';

export interface TranslationMatrix extends LanguageMatrix {
  readonly version: TextVersion;
}

/** The status of a version in every language that the project, its regions or its translations name. */
export class ReadTextStatus {
  constructor(
    private readonly lookup: TextLookup,
    private readonly translations: TextTranslationRepository,
    private readonly catalog: LanguageCatalog,
  ) {}

  async execute(actor: Actor, address: VersionAddress): Promise<TranslationMatrix> {
    const { tenantId } = actor;
    const { parent, version } = await this.lookup.versionOrLatest(actor, this.lookup.kind.permissions.readTranslations, address);
    const translations = await this.translations.stated(tenantId, [version.state.id]);
    const required = await this.catalog.required(tenantId, parent.project);
    const regions = await this.catalog.ofRegions(tenantId, parent.project);
    return { version, ...languageMatrix(ownText(version), translations, { required, regions }) };
  }
}
