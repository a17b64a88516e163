import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { TextTranslationNotFound } from '../domain/text-errors';
import { translationSubject } from './text-facts';
import type { LocatedTranslation, TranslationAddress } from './text-parent';
import type { TextTranslationRepository } from './text-translation-repository.port';
import type { TranslatedTexts } from './translated-texts';

export interface DeleteTextTranslationCommand extends TranslationAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteTextTranslation {
  constructor(
    private readonly versions: TranslatedTexts,
    private readonly translations: TextTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Returns the translation as it was. Its text stays in the history. */
  execute({ actor, expectedRevision, ...address }: DeleteTextTranslationCommand): Promise<LocatedTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(actor, address);
      const { kind, state } = located.version;
      const { languageCode } = address;
      const translation = await this.translations.find(state.tenantId, state.id, languageCode);
      if (!translation) throw new TextTranslationNotFound(kind, languageCode);
      requireRevision(kind.words.translation, languageCode, translation.state, expectedRevision);
      await this.translations.remove(translation, this.clock.now());
      this.outbox.append(auditFact(translationSubject(kind.audit.translation.delete, actor, located, languageCode), translation));
      await this.versions.changed(actor, located, languageCode);
      return { ...located, translation };
    });
  }
}
