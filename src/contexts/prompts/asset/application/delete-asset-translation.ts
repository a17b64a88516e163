import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetTranslationNotFound } from '../domain/asset-translation';
import { ASSET_TRANSLATION_AUDIT } from '../domain/asset-translation-audit';
import { assetTranslationFact } from './asset-facts';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { AssetTranslationAddress, LocatedAssetTranslation } from './read-asset-translations';
import type { TranslatedAssetVersions } from './translated-asset-versions';

export interface DeleteAssetTranslationCommand extends AssetTranslationAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteAssetTranslation {
  constructor(
    private readonly versions: TranslatedAssetVersions,
    private readonly translations: AssetTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The translation as it was. */
  execute({ actor, expectedRevision, ...address }: DeleteAssetTranslationCommand): Promise<LocatedAssetTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(actor, address);
      const { tenantId, id } = located.version.state;
      const translation = await this.translations.find(tenantId, id, address.languageCode);
      if (!translation) throw new AssetTranslationNotFound(address.languageCode);
      requireRevision('Asset translation', address.languageCode, translation.state, expectedRevision);
      await this.translations.remove(translation, this.clock.now());
      this.outbox.append(assetTranslationFact(ASSET_TRANSLATION_AUDIT.delete, actor, located, { before: translation, after: null }));
      await this.versions.changed(actor, located, address.languageCode);
      return { ...located, translation };
    });
  }
}
