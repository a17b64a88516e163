import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { Invalid, type FieldError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { collectingFaults } from '#shared/validation';
import { AssetCreation, type AssetCreationCommand } from '../../prompt/application/asset-creation.port';
import type { LocatedPrompt, PromptLookup } from '../../prompt/application/prompt-lookup';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { initialTranslationFacts, versionFact } from '../../text/application/text-facts';
import { newTextVersion } from '../../text/domain/new-text-version';
import type { TextVersion } from '../../text/domain/text-version';
import { ASSET_TEXT } from '../domain/asset-text';
import { assetSubject } from './asset-facts';
import { assetParent } from './asset-lookup';
import { Asset } from '../domain/asset';
import { ASSET_AUDIT } from '../domain/asset-audit';
import type { AssetRepository } from './asset-repository.port';
import type { AssetVersionRepository } from './asset-version-repository.port';
import type { TextTranslation } from '../../text/domain/text-translation';

interface MadeAsset {
  readonly asset: Asset;
  readonly draft: TextVersion;
  readonly translations: readonly TextTranslation[];
}

const FIRST_TAG = '1.0.0';
const DEFAULT_LANGUAGE = 'en-US';

/** Creates an asset with its first version and that version's translations, or nothing. */
export class CreateAsset extends AssetCreation {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly prompted: VersionRepository,
    private readonly assets: AssetRepository,
    private readonly versions: AssetVersionRepository,
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
      await this.versions.add(version, translations);
      const parent = assetParent({ ...located, asset });
      const { create, activate } = ASSET_TEXT.audit.version;
      this.outbox.append(auditFact(assetSubject(ASSET_AUDIT.create, actor, located, asset.state.key), null, asset));
      this.outbox.append(versionFact(create, actor, parent, null, draft));
      if (version !== draft) this.outbox.append(versionFact(activate, actor, parent, draft, version));
      for (const each of initialTranslationFacts(actor, { parent, version }, translations)) this.outbox.append(each);
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
      newTextVersion(ASSET_TEXT, {
        ...parent,
        id: this.ids.next(),
        parentId: assetId,
        versionTag: FIRST_TAG,
        text: value,
        languageCode,
        variables: [],
        literals: [],
        changeMessage,
        translations: translations.map((each) => ({ languageCode: each.languageCode, text: each.value })),
        translationIds: translations.map(() => this.ids.next()),
        body: ASSET_TEXT.firstBody,
      }),
    );
    if (!asset || !first) throw new Invalid('prompts.asset_invalid', faults);
    return { asset, draft: first.version, translations: first.translations };
  }
}
