import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { NewAssetTranslation } from '../domain/asset-translation';
import { ASSET_TRANSLATION_AUDIT } from '../domain/asset-translation-audit';
import { AssetVersion, VERSION_BODY } from '../domain/asset-version';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { assetTranslationFact, assetVersionFact } from './asset-facts';
import type { AssetAddress, AssetLookup } from './asset-lookup';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { AssetVersionRepository } from './asset-version-repository.port';
import type { DetailedAssetVersion } from './read-asset-versions';

export interface CreateAssetVersionCommand extends AssetAddress {
  readonly actor: Actor;
  readonly versionTag: string;
  readonly value: string;
  readonly languageCode: string;
  readonly changeMessage: string | null;
  readonly translations: readonly NewAssetTranslation[];
}

/** A draft with its translations, all or nothing. */
export class CreateAssetVersion {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, ...command }: CreateAssetVersionCommand): Promise<DetailedAssetVersion> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.asset(actor, 'asset:write', command);
      const { id: assetId, projectId, promptId } = located.asset.state;
      const { versionTag, value, languageCode, changeMessage } = command;
      const { version, translations } = AssetVersion.create({
        id: this.ids.next(),
        tenantId: actor.tenantId,
        projectId,
        promptId,
        assetId,
        versionTag,
        value,
        languageCode,
        changeMessage,
        translations: command.translations,
        translationIds: command.translations.map(() => this.ids.next()),
        fields: VERSION_BODY,
        now: this.clock.now(),
      });
      await this.versions.add(version);
      await this.translations.addAll(translations);
      this.outbox.append(assetVersionFact(ASSET_VERSION_AUDIT.create, actor, located, { before: null, after: version }));
      const within = { ...located, version };
      for (const each of translations)
        this.outbox.append(assetTranslationFact(ASSET_TRANSLATION_AUDIT.create, actor, within, { before: null, after: each }));
      return { version, translations: translations.toSorted(byLanguage) };
    });
  }
}

const byLanguage = (a: { state: { languageCode: string } }, b: { state: { languageCode: string } }): number =>
  a.state.languageCode < b.state.languageCode ? -1 : 1;
