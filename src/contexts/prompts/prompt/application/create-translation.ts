import { sameLanguage } from '../../template/domain/language';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { Translation, TranslationTaken, type TranslationOrigin } from '../domain/translation';
import { TRANSLATION_AUDIT } from '../domain/translation-audit';
import { translationFact } from './translation-facts';
import type { LocatedTranslation } from './read-translations';
import type { TranslationRepository } from './translation-repository.port';
import type { TranslatedVersions } from './translated-versions';
import type { VersionPath } from './version-lookup';

export interface CreateTranslationCommand extends VersionPath {
  readonly languageCode: string;
  readonly promptText: string;
  /** Of one that is brought from elsewhere. */
  readonly origin?: TranslationOrigin;
}

/** A version's text in one more language, made from what the version says now. */
export class CreateTranslation {
  constructor(
    private readonly versions: TranslatedVersions,
    private readonly translations: TranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ languageCode, promptText, origin, ...path }: CreateTranslationCommand): Promise<LocatedTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(path);
      const { tenantId, id: versionId } = located.version.state;
      const translation = Translation.create({
        id: this.ids.next(),
        tenantId,
        versionId,
        languageCode,
        promptText,
        source: located.version.state,
        origin,
        now: this.clock.now(),
      });
      // What came with the version may be written in another case.
      const present = await this.translations.list(tenantId, versionId);
      if (present.some(({ state }) => sameLanguage(state.languageCode, languageCode))) throw new TranslationTaken(languageCode);
      await this.translations.add(translation);
      this.outbox.append(translationFact(TRANSLATION_AUDIT.create, path.actor, located, null, translation));
      await this.versions.changed(path.actor, located, languageCode);
      return { translation, version: located.version };
    });
  }
}
