import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { TextTranslationNotFound } from '../domain/text-errors';
import { translationSubject } from './text-facts';
import type { LocatedTranslation, TranslationAddress } from './text-parent';
import type { TextTranslationRepository } from './text-translation-repository.port';
import type { TranslatedTexts } from './translated-texts';

export interface UpdateTextTranslationCommand extends TranslationAddress {
  readonly actor: Actor;
  /** Null: the text stays, and is confirmed to fit the current text of the version. */
  readonly text: string | null;
  /** The hash of its source text; absent: the hash of the version's current text. */
  readonly sourceHash?: string | undefined;
  readonly expectedRevision?: ExpectedRevision;
}

/** Replaces or confirms a translation, which makes it current. The earlier text stays in the history. */
export class UpdateTextTranslation {
  constructor(
    private readonly versions: TranslatedTexts,
    private readonly translations: TextTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, text, sourceHash: origin, expectedRevision, ...address }: UpdateTextTranslationCommand): Promise<LocatedTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(actor, address);
      const { kind, state } = located.version;
      const { languageCode } = address;
      const before = await this.translations.find(state.tenantId, state.id, languageCode);
      if (!before) throw new TextTranslationNotFound(kind, languageCode);
      const [sourceHash, now] = [located.version.sourceHash(), this.clock.now()];
      const rule = text === null ? kind.audit.translation.confirm : kind.audit.translation.update;
      const translation = await revise(this.outbox, {
        what: kind.words.translation,
        id: languageCode,
        expected: expectedRevision,
        before,
        change: () => (text === null ? before.confirm(sourceHash, now) : before.change(text, origin ?? sourceHash, now)),
        save: (after) => this.translations.update(after, before, located.version),
        fact: translationSubject(rule, actor, located, languageCode),
      });
      if (translation.state.text !== before.state.text) await this.versions.changed(actor, located, languageCode);
      return { ...located, translation };
    });
  }
}
