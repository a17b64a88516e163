import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { TranslationNotFound } from '../domain/translation';
import { TRANSLATION_AUDIT } from '../domain/translation-audit';
import { translationFact } from './translation-facts';
import type { LocatedTranslation, TranslationPath } from './read-translations';
import type { TranslationRepository } from './translation-repository.port';
import type { TranslatedVersions } from './translated-versions';

export interface DeleteTranslationCommand extends TranslationPath {
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteTranslation {
  constructor(
    private readonly versions: TranslatedVersions,
    private readonly translations: TranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The translation as it was; its text stays in the history. */
  execute({ languageCode, expectedRevision, ...path }: DeleteTranslationCommand): Promise<LocatedTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(path);
      const { version } = located;
      const translation = await this.translations.find(version.state.tenantId, version.state.id, languageCode);
      if (!translation) throw new TranslationNotFound(languageCode);
      requireRevision('Translation', languageCode, translation.state, expectedRevision);
      await this.translations.remove(translation, this.clock.now());
      this.outbox.append(translationFact(TRANSLATION_AUDIT.delete, path.actor, located, translation, null));
      await this.versions.changed(path.actor, located, languageCode);
      return { translation, version };
    });
  }
}
