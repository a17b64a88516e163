import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { sameLanguage } from '../../template/domain/language';
import { TextTranslationTaken } from '../domain/text-errors';
import { TextTranslation, type TranslationOrigin } from '../domain/text-translation';
import { translationSubject } from './text-facts';
import type { LocatedTranslation, VersionAddress } from './text-parent';
import type { TextTranslationRepository } from './text-translation-repository.port';
import type { TranslatedTexts } from './translated-texts';

export interface CreateTextTranslationCommand extends VersionAddress {
  readonly actor: Actor;
  readonly languageCode: string;
  readonly text: string;
  /** The properties of a translation that a document brings. */
  readonly origin?: TranslationOrigin;
}

/** Creates a translation of a version from its current text. */
export class CreateTextTranslation {
  constructor(
    private readonly versions: TranslatedTexts,
    private readonly translations: TextTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, languageCode, text, origin, ...address }: CreateTextTranslationCommand): Promise<LocatedTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(actor, address);
      const { kind, state } = located.version;
      const { tenantId, id: versionId } = state;
      const sourceHash = located.version.sourceHash();
      const made = { id: this.ids.next(), tenantId, versionId, languageCode, text, sourceHash, now: this.clock.now() };
      const translation = TextTranslation.create(kind, made, origin);
      // A translation that was created with the version may have its code in another case.
      const present = await this.translations.stated(tenantId, [versionId]);
      if (present.some((each) => sameLanguage(each.languageCode, languageCode))) throw new TextTranslationTaken(kind, languageCode);
      await this.translations.add(translation, located.version);
      this.outbox.append(auditFact(translationSubject(kind.audit.translation.create, actor, located, languageCode), null, translation));
      await this.versions.changed(actor, located, languageCode);
      return { ...located, translation };
    });
  }
}
