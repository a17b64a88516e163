import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { TranslationOrigin } from '../../prompt/domain/translation';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AssetTranslation, AssetTranslationTaken } from '../domain/asset-translation';
import { ASSET_TRANSLATION_AUDIT } from '../domain/asset-translation-audit';
import { assetTranslationFact } from './asset-facts';
import type { AssetVersionAddress } from './asset-lookup';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { LocatedAssetTranslation } from './read-asset-translations';
import type { TranslatedAssetVersions } from './translated-asset-versions';

export interface CreateAssetTranslationCommand extends AssetVersionAddress {
  readonly actor: Actor;
  readonly languageCode: string;
  readonly value: string;
  /** Of one that is brought from elsewhere. */
  readonly origin?: TranslationOrigin;
}

/** Adds a version's text in another language, made from what the version says now. */
export class CreateAssetTranslation {
  constructor(
    private readonly versions: TranslatedAssetVersions,
    private readonly translations: AssetTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, languageCode, value, origin, ...address }: CreateAssetTranslationCommand): Promise<LocatedAssetTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(actor, address);
      const { tenantId, id: versionId, contentHash: sourceHash } = located.version.state;
      const made = { id: this.ids.next(), tenantId, versionId, languageCode, value, sourceHash, now: this.clock.now() };
      const translation = AssetTranslation.create(made, origin);
      // Codes that came with the version may be in another case.
      const there = await this.translations.stated(tenantId, [versionId]);
      if (there.some((each) => each.languageCode.toLowerCase() === languageCode.toLowerCase()))
        throw new AssetTranslationTaken(languageCode);
      await this.translations.add(translation);
      this.outbox.append(assetTranslationFact(ASSET_TRANSLATION_AUDIT.create, actor, located, { before: null, after: translation }));
      await this.versions.changed(actor, located, languageCode);
      return { ...located, translation };
    });
  }
}
