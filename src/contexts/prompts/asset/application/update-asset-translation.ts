import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { ASSET_TRANSLATION_AUDIT } from '../domain/asset-translation-audit';
import { assetTranslationFact } from './asset-facts';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { AssetTranslationAddress, LocatedAssetTranslation, ReadAssetTranslations } from './read-asset-translations';

export interface UpdateAssetTranslationCommand extends AssetTranslationAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
  /** Null: the value that it has is confirmed. */
  readonly value: string | null;
}

/** Writes a translation anew, or confirms it: either way it is current with what the version says now. */
export class UpdateAssetTranslation {
  constructor(
    private readonly lookup: ReadAssetTranslations,
    private readonly translations: AssetTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, expectedRevision, value, ...address }: UpdateAssetTranslationCommand): Promise<LocatedAssetTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.one(actor, 'asset:write', address);
      const { translation: before, version } = located;
      requireRevision('Asset translation', address.languageCode, before.state, expectedRevision);
      const now = this.clock.now();
      const { contentHash } = version.state;
      const after = value === null ? before.confirm(contentHash, now) : before.change(value, contentHash, now);
      const rule = value === null ? ASSET_TRANSLATION_AUDIT.confirm : ASSET_TRANSLATION_AUDIT.update;
      const fact = assetTranslationFact(rule, actor, located, { before, after });
      if (after === before) {
        this.outbox.unchanged(fact);
        return located;
      }
      await this.translations.update(after, before);
      this.outbox.append(fact);
      return { ...located, translation: after };
    });
  }
}
