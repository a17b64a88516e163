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

export interface UpdateAssetTranslationCommand extends AssetTranslationAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
  /** Null: the value that it has is confirmed. */
  readonly value: string | null;
  /** Content hash of the version that it was made from; when not given, the present one. */
  readonly sourceHash?: string | undefined;
}

/** Writes a translation anew, or confirms it: either way it is current with what the version says now. */
export class UpdateAssetTranslation {
  constructor(
    private readonly versions: TranslatedAssetVersions,
    private readonly translations: AssetTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, expectedRevision, value, sourceHash, ...address }: UpdateAssetTranslationCommand): Promise<LocatedAssetTranslation> {
    return this.unitOfWork.run(async () => {
      const located = await this.versions.require(actor, address);
      const { tenantId, id, contentHash } = located.version.state;
      const before = await this.translations.find(tenantId, id, address.languageCode);
      if (!before) throw new AssetTranslationNotFound(address.languageCode);
      requireRevision('Asset translation', address.languageCode, before.state, expectedRevision);
      const now = this.clock.now();
      const after = value === null ? before.confirm(contentHash, now) : before.change(value, sourceHash ?? contentHash, now);
      const rule = value === null ? ASSET_TRANSLATION_AUDIT.confirm : ASSET_TRANSLATION_AUDIT.update;
      const fact = assetTranslationFact(rule, actor, located, { before, after });
      if (after === before) {
        this.outbox.unchanged(fact);
        return { ...located, translation: before };
      }
      await this.translations.update(after, before);
      this.outbox.append(fact);
      if (after.state.value !== before.state.value) await this.versions.changed(actor, located, address.languageCode);
      return { ...located, translation: after };
    });
  }
}
