import type { Clock } from '#shared/clock.port';
import { ASSET_TEXT } from '../../asset/domain/asset-text';
import { PROMPT_TEXT } from '../../prompt/domain/prompt-text';
import type { ActivateTextVersion } from '../../text/application/activate-text-version';
import type { ArchiveTextVersion } from '../../text/application/archive-text-version';
import type { CreateTextTranslation } from '../../text/application/create-text-translation';
import type { CreateTextVersion } from '../../text/application/create-text-version';
import type { RestoreTextVersion } from '../../text/application/restore-text-version';
import type { TextTranslationRepository } from '../../text/application/text-translation-repository.port';
import type { TextVersionRepository } from '../../text/application/text-version-repository.port';
import type { UpdateTextTranslation } from '../../text/application/update-text-translation';
import type { UpdateTextVersion } from '../../text/application/update-text-version';
import { TextVersionNotFound } from '../../text/domain/text-errors';
import type { TextKind } from '../../text/domain/text-kind';
import type { TextVersion, TextVersionPatch } from '../../text/domain/text-version';
import type { DocumentText, DocumentTranslation, DocumentVersion } from '../domain/prompt-document';
import { TextTarget, type NewText, type PresentText, type TextOwner } from './text-target';

/** The use cases of the versions of one kind. */
export interface KindUseCases {
  readonly create: CreateTextVersion;
  readonly update: UpdateTextVersion;
  readonly activate: ActivateTextVersion;
  readonly archive: ArchiveTextVersion;
  readonly restore: RestoreTextVersion;
  readonly createTranslation: CreateTextTranslation;
  readonly updateTranslation: UpdateTextTranslation;
}

/** A version of an asset declares nothing. */
type SomeText = DocumentText & Partial<Pick<DocumentVersion, 'variables' | 'literals'>>;

/** Changes the versions of one kind by the use cases of texts. */
abstract class KindTexts extends TextTarget<SomeText> {
  readonly textField: string;
  readonly translationsField: string;

  constructor(
    private readonly kind: TextKind,
    private readonly useCases: KindUseCases,
    private readonly versions: TextVersionRepository,
    private readonly translations: TextTranslationRepository,
    private readonly clock: Clock,
  ) {
    super();
    this.textField = kind.field;
    this.translationsField = kind.body.translations;
  }

  async tags({ located: { project, prompt }, asset }: TextOwner): Promise<string[]> {
    const { tenantId, id } = prompt.state;
    const tags = await this.versions.tagsOf(tenantId, asset ? id : project.id, [asset?.state.id ?? id]);
    return tags.map(({ versionTag }) => versionTag);
  }

  async find(owner: TextOwner, tag: string): Promise<PresentText | null> {
    const version = await this.#version(owner, tag);
    return version && this.#present(version);
  }

  async create(owner: TextOwner, wanted: SomeText & NewText, translations: readonly DocumentTranslation[]): Promise<PresentText> {
    const { version } = await this.useCases.create.execute({
      ...addressOf(owner, wanted.versionTag),
      text: wanted.text,
      languageCode: wanted.languageCode,
      variables: wanted.variables ?? null,
      literals: wanted.literals ?? [],
      changeMessage: wanted.changeMessage ?? null,
      translations: translations.map(({ languageCode, text, sourceHash }) => ({
        languageCode,
        text,
        ...(sourceHash === null ? {} : { sourceHash }),
      })),
    });
    return this.#present(version);
  }

  async differs(owner: TextOwner, wanted: SomeText): Promise<boolean> {
    const version = await this.#version(owner, wanted.versionTag.trim());
    if (!version) throw new TextVersionNotFound(this.kind, wanted.versionTag);
    return version.edit(patchOf(wanted, version), this.clock.now()) !== version;
  }

  async edit(owner: TextOwner, wanted: SomeText): Promise<PresentText> {
    const tag = wanted.versionTag.trim();
    const version = await this.#version(owner, tag);
    if (!version) throw new TextVersionNotFound(this.kind, wanted.versionTag);
    return this.#present(await this.useCases.update.execute({ ...addressOf(owner, tag), patch: patchOf(wanted, version) }));
  }

  addTranslation(owner: TextOwner, tag: string, { languageCode, text, sourceHash }: DocumentTranslation): Promise<unknown> {
    const origin = { anyLanguage: true, sourceHash: sourceHash ?? undefined };
    return this.useCases.createTranslation.execute({ ...addressOf(owner, tag), languageCode, text, origin });
  }

  changeTranslation(owner: TextOwner, tag: string, { languageCode, text, sourceHash }: DocumentTranslation): Promise<unknown> {
    const changed = { languageCode: languageCode.trim(), text, sourceHash: sourceHash ?? undefined };
    return this.useCases.updateTranslation.execute({ ...addressOf(owner, tag), ...changed });
  }

  activate(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.activate.execute({ ...addressOf(owner, tag), breakingReason: owner.breakingReason });
  }

  archive(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.archive.execute(addressOf(owner, tag));
  }

  restore(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.restore.execute(addressOf(owner, tag));
  }

  #version({ located: { prompt }, asset }: TextOwner, tag: string): Promise<TextVersion | null> {
    return this.versions.findByTag(prompt.state.tenantId, asset?.state.id ?? prompt.state.id, tag);
  }

  async #present(version: TextVersion): Promise<PresentText> {
    const { tenantId, id, versionTag: tag, status, activatedAt } = version.state;
    const translations = await this.translations.ofChanged(tenantId, id);
    return {
      tag,
      status,
      activated: activatedAt !== null,
      sourceHash: version.sourceHash(),
      translations: translations.map(({ state }) => state),
    };
  }
}

export class PromptTexts extends KindTexts {
  readonly resource = 'version';
  readonly translation = 'translation';

  constructor(useCases: KindUseCases, versions: TextVersionRepository, translations: TextTranslationRepository, clock: Clock) {
    super(PROMPT_TEXT, useCases, versions, translations, clock);
  }
}

export class AssetTexts extends KindTexts {
  readonly resource = 'asset-version';
  readonly translation = 'asset-translation';

  constructor(useCases: KindUseCases, versions: TextVersionRepository, translations: TextTranslationRepository, clock: Clock) {
    super(ASSET_TEXT, useCases, versions, translations, clock);
  }
}

const addressOf = ({ actor, located: { project, prompt }, asset }: TextOwner, versionTag: string) => ({
  actor,
  project: project.slug,
  prompt: prompt.state.slug,
  ...(asset && { assetKey: asset.state.key }),
  versionTag,
});

/** Variables that an activation derived from the text are not declarations, so that a document without any is equal. */
function patchOf(
  { text, languageCode, variables = null, literals = null, changeMessage }: SomeText,
  { state }: TextVersion,
): TextVersionPatch {
  const declares = variables !== null && !(variables.length === 0 && !state.variablesDeclared);
  return {
    ...(text === null ? {} : { text }),
    ...(languageCode === null ? {} : { languageCode }),
    ...(declares ? { variables } : {}),
    ...(literals === null ? {} : { literals }),
    ...(changeMessage === undefined ? {} : { changeMessage }),
  };
}
