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

export interface UpdateTranslationCommand extends TranslationPath {
  /** Null: the text stays, and was found to hold beside the version's present text. */
  readonly promptText: string | null;
  /** Hash of the text that it was made from; when not given, the version's present text. */
  readonly sourceHash?: string | undefined;
  readonly expectedRevision?: ExpectedRevision;
}

/** Writes a translation anew or confirms it; either way it is current then. The earlier text stays in the history. */
export class UpdateTranslation {
  constructor(
    private readonly versions: TranslatedVersions,
    private readonly translations: TranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ promptText, sourceHash, languageCode, expectedRevision, ...path }: UpdateTranslationCommand): Promise<LocatedTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(path);
      const { version } = located;
      const before = await this.translations.find(version.state.tenantId, version.state.id, languageCode);
      if (!before) throw new TranslationNotFound(languageCode);
      requireRevision('Translation', languageCode, before.state, expectedRevision);
      const now = this.clock.now();
      const after = promptText === null ? before.confirm(version.state, now) : before.change(promptText, version.state, now, sourceHash);
      const rule = promptText === null ? TRANSLATION_AUDIT.confirm : TRANSLATION_AUDIT.update;
      const fact = translationFact(rule, path.actor, located, before, after);
      if (after === before) {
        this.outbox.unchanged(fact);
        return { translation: before, version };
      }
      await this.translations.update(after, before);
      this.outbox.append(fact);
      if (after.state.promptText !== before.state.promptText) await this.versions.changed(path.actor, located, languageCode);
      return { translation: after, version };
    });
  }
}
