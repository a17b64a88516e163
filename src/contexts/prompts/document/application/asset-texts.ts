import type { Clock } from '#shared/clock.port';
import type { ActivateAssetVersion } from '../../asset/application/activate-asset-version';
import type { ArchiveAssetVersion } from '../../asset/application/archive-asset-version';
import type { AssetTranslationRepository } from '../../asset/application/asset-translation-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { CreateAssetTranslation } from '../../asset/application/create-asset-translation';
import type { CreateAssetVersion } from '../../asset/application/create-asset-version';
import type { RestoreAssetVersion } from '../../asset/application/restore-asset-version';
import type { UpdateAssetTranslation } from '../../asset/application/update-asset-translation';
import type { UpdateAssetVersion } from '../../asset/application/update-asset-version';
import type { AssetVersion, AssetVersionPatch } from '../../asset/domain/asset-version';
import { AssetVersionNotFound } from '../../asset/domain/asset-version-errors';
import type { DocumentText, DocumentTranslation } from '../domain/prompt-document';
import { TextTarget, type NewText, type PresentText, type TextOwner } from './text-target';

/** The use cases of an asset's versions. */
export interface AssetTextUseCases {
  readonly create: CreateAssetVersion;
  readonly update: UpdateAssetVersion;
  readonly activate: ActivateAssetVersion;
  readonly archive: ArchiveAssetVersion;
  readonly restore: RestoreAssetVersion;
  readonly createTranslation: CreateAssetTranslation;
  readonly updateTranslation: UpdateAssetTranslation;
}

export class AssetTexts extends TextTarget<DocumentText> {
  readonly resource = 'asset-version';
  readonly translation = 'asset-translation';
  readonly textField = 'value';
  readonly translationsField = 'translations';

  constructor(
    private readonly useCases: AssetTextUseCases,
    private readonly versions: AssetVersionRepository,
    private readonly translations: AssetTranslationRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  async tags({ located: { prompt }, asset }: TextOwner): Promise<string[]> {
    const { tenantId, id } = prompt.state;
    const tags = await this.versions.tagsOf(tenantId, id, asset === null ? [] : [asset.state.id]);
    return tags.map(({ versionTag }) => versionTag);
  }

  async find(owner: TextOwner, tag: string): Promise<PresentText | null> {
    const version = await this.#version(owner, tag);
    return version && this.#present(version);
  }

  async create(owner: TextOwner, wanted: DocumentText & NewText, translations: readonly DocumentTranslation[]): Promise<PresentText> {
    const { version } = await this.useCases.create.execute({
      ...addressOf(owner, wanted.versionTag),
      value: wanted.text,
      languageCode: wanted.languageCode,
      changeMessage: wanted.changeMessage ?? null,
      translations: translations.map(({ languageCode, text, sourceHash }) => ({
        languageCode,
        value: text,
        ...(sourceHash === null ? {} : { sourceHash }),
      })),
    });
    return this.#present(version);
  }

  async differs(owner: TextOwner, wanted: DocumentText): Promise<boolean> {
    const version = await this.#version(owner, wanted.versionTag.trim());
    if (!version) throw new AssetVersionNotFound(wanted.versionTag);
    return version.edit(patchOf(wanted), this.clock.now()) !== version;
  }

  async edit(owner: TextOwner, wanted: DocumentText): Promise<PresentText> {
    const address = addressOf(owner, wanted.versionTag.trim());
    return this.#present(await this.useCases.update.execute({ ...address, patch: patchOf(wanted) }));
  }

  addTranslation(owner: TextOwner, tag: string, { languageCode, text, sourceHash }: DocumentTranslation): Promise<unknown> {
    const origin = { anyLanguage: true, sourceHash: sourceHash ?? undefined };
    return this.useCases.createTranslation.execute({ ...addressOf(owner, tag), languageCode, value: text, origin });
  }

  changeTranslation(owner: TextOwner, tag: string, { languageCode, text, sourceHash }: DocumentTranslation): Promise<unknown> {
    const changed = { languageCode: languageCode.trim(), value: text, sourceHash: sourceHash ?? undefined };
    return this.useCases.updateTranslation.execute({ ...addressOf(owner, tag), ...changed });
  }

  activate(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.activate.execute(addressOf(owner, tag));
  }

  archive(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.archive.execute(addressOf(owner, tag));
  }

  restore(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.restore.execute(addressOf(owner, tag));
  }

  async #version({ asset }: TextOwner, tag: string): Promise<AssetVersion | null> {
    return asset && this.versions.findByTag(asset.state.tenantId, asset.state.id, tag);
  }

  async #present({ state }: AssetVersion): Promise<PresentText> {
    const translations = await this.translations.ofChanged(state.tenantId, state.id);
    return {
      tag: state.versionTag,
      status: state.status,
      activated: state.activatedAt !== null,
      sourceHash: state.contentHash,
      translations: translations.map((each) => ({ ...each.state, text: each.state.value })),
    };
  }
}

const addressOf = ({ actor, located: { project, prompt }, asset }: TextOwner, versionTag: string) => ({
  actor,
  project: project.slug,
  prompt: prompt.state.slug,
  assetKey: asset?.state.key ?? '',
  versionTag,
});

const patchOf = ({ text, languageCode, changeMessage }: DocumentText): AssetVersionPatch => ({
  ...(text === null ? {} : { value: text }),
  ...(languageCode === null ? {} : { languageCode }),
  ...(changeMessage === undefined ? {} : { changeMessage }),
});
