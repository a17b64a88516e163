import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { TextTranslationNotFound } from '../domain/text-errors';
import type { TextLookup } from './text-lookup';
import type { LocatedTranslation, TranslationAddress, VersionAddress } from './text-parent';
import type { TextTranslationRepository } from './text-translation-repository.port';

/** Reads a translation by its exact code, or all translations of a version. `latest` means the newest version. */
export class ReadTextTranslations {
  constructor(
    private readonly lookup: TextLookup,
    private readonly translations: TextTranslationRepository,
  ) {}

  async list(actor: Actor, address: VersionAddress, query: ListQuery): Promise<Page<LocatedTranslation>> {
    const located = await this.lookup.versionOrLatest(actor, this.lookup.kind.permissions.readTranslations, address);
    const { version } = located;
    const page = await this.translations.page(actor.tenantId, version.state.id, version.sourceHash(), query);
    return mapPage(page, (translation) => ({ ...located, translation }));
  }

  async one(actor: Actor, { languageCode, ...address }: TranslationAddress): Promise<LocatedTranslation> {
    const located = await this.lookup.versionOrLatest(actor, this.lookup.kind.permissions.readTranslations, address);
    const translation = await this.translations.find(actor.tenantId, located.version.state.id, languageCode);
    if (!translation) throw new TextTranslationNotFound(this.lookup.kind, languageCode);
    return { ...located, translation };
  }
}
