import type { Clock } from '#shared/clock.port';
import { Invalid, type FieldError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { collectingFaults } from '#shared/validation';
import { AssetCreation, type AssetCreationCommand } from '../../prompt/application/asset-creation.port';
import type { LocatedPrompt, PromptLookup } from '../../prompt/application/prompt-lookup';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { Asset } from '../domain/asset';
import { ASSET_AUDIT } from '../domain/asset-audit';
import type { AssetTranslation } from '../domain/asset-translation';
import { ASSET_TRANSLATION_AUDIT } from '../domain/asset-translation-audit';
import { AssetVersion, type AssetVersionFields } from '../domain/asset-version';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { assetFact, assetTranslationFact, assetVersionFact } from './asset-facts';
import type { AssetRepository } from './asset-repository.port';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { AssetVersionRepository } from './asset-version-repository.port';

interface MadeAsset {
  readonly asset: Asset;
  readonly draft: AssetVersion;
  readonly translations: readonly AssetTranslation[];
}

const FIRST_TAG = '1.0.0';
const DEFAULT_LANGUAGE = 'en-US';
const FIRST_VERSION_BODY: AssetVersionFields = {
  value: 'initialValue',
  changeMessage: 'initialChangeMessage',
  translations: 'initialTranslations',
  valueRequired: true,
};

/** An asset with its first version and that version's translations: all or nothing. */
export class CreateAsset extends AssetCreation {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly prompted: VersionRepository,
    private readonly assets: AssetRepository,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(command: AssetCreationCommand): Promise<Asset> {
    return this.unitOfWork.run(async () => {
      const { actor } = command;
      const located = await this.lookup.require(actor, 'asset:write', command.project, command.prompt);
      const languageCode = command.languageCode ?? (await this.#languageOf(located)) ?? DEFAULT_LANGUAGE;
      const { asset, draft, translations } = this.#make(command, located, languageCode);
      const version = command.activate ? draft.activate(this.clock.now()) : draft;
      await this.assets.add(asset);
      await this.versions.add(version);
      await this.translations.addAll(translations);
      const within = { ...located, asset, version };
      this.outbox.append(assetFact(ASSET_AUDIT.create, actor, located, { before: null, after: asset }));
      this.outbox.append(assetVersionFact(ASSET_VERSION_AUDIT.create, actor, within, { before: null, after: draft }));
      if (version !== draft)
        this.outbox.append(assetVersionFact(ASSET_VERSION_AUDIT.activate, actor, within, { before: draft, after: version }));
      for (const each of translations)
        this.outbox.append(assetTranslationFact(ASSET_TRANSLATION_AUDIT.create, actor, within, { before: null, after: each }));
      return asset;
    });
  }

  #languageOf({ prompt: { state } }: LocatedPrompt): Promise<string | null> {
    return this.prompted.firstLanguage(state.tenantId, state.id);
  }

  #make(command: AssetCreationCommand, { project, prompt }: LocatedPrompt, languageCode: string): MadeAsset {
    const { actor, key, name, category, value, changeMessage, translations } = command;
    const parent = { tenantId: actor.tenantId, projectId: project.id, promptId: prompt.state.id, now: this.clock.now() };
    const assetId = this.ids.next();
    const faults: FieldError[] = [];
    const asset = collectingFaults(faults, () => Asset.create({ ...parent, id: assetId, key, name, category }));
    const first = collectingFaults(faults, () =>
      AssetVersion.create({
        ...parent,
        id: this.ids.next(),
        assetId,
        versionTag: FIRST_TAG,
        value,
        languageCode,
        changeMessage,
        translations,
        translationIds: translations.map(() => this.ids.next()),
        fields: FIRST_VERSION_BODY,
      }),
    );
    if (!asset || !first) throw new Invalid('prompts.asset_invalid', faults);
    return { asset, draft: first.version, translations: first.translations };
  }
}
