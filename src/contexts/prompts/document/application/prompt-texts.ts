import type { Clock } from '#shared/clock.port';
import type { ActivateVersion } from '../../prompt/application/activate-version';
import type { ArchiveVersion } from '../../prompt/application/archive-version';
import type { CreateTranslation } from '../../prompt/application/create-translation';
import type { CreateVersion } from '../../prompt/application/create-version';
import type { RestoreVersion } from '../../prompt/application/restore-version';
import type { TranslationRepository } from '../../prompt/application/translation-repository.port';
import type { UpdateTranslation } from '../../prompt/application/update-translation';
import type { UpdateVersion } from '../../prompt/application/update-version';
import type { VersionPath } from '../../prompt/application/version-lookup';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { sourceHashOf } from '../../prompt/domain/translation';
import type { Version, VersionPatch } from '../../prompt/domain/version';
import { VersionNotFound } from '../../prompt/domain/version-errors';
import type { DocumentTranslation, DocumentVersion } from '../domain/prompt-document';
import { TextTarget, type NewText, type PresentText, type TextOwner } from './text-target';

/** The use cases of a prompt's versions. */
export interface PromptTextUseCases {
  readonly create: CreateVersion;
  readonly update: UpdateVersion;
  readonly activate: ActivateVersion;
  readonly archive: ArchiveVersion;
  readonly restore: RestoreVersion;
  readonly createTranslation: CreateTranslation;
  readonly updateTranslation: UpdateTranslation;
}

export class PromptTexts extends TextTarget<DocumentVersion> {
  readonly resource = 'version';
  readonly translation = 'translation';
  readonly textField = 'promptText';
  readonly translationsField = 'initialTranslations';

  constructor(
    private readonly useCases: PromptTextUseCases,
    private readonly versions: VersionRepository,
    private readonly translations: TranslationRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  async tags({ located: { project, prompt } }: TextOwner): Promise<string[]> {
    const { tenantId, id } = prompt.state;
    return (await this.versions.tagsOf(tenantId, project.id, [id])).map(({ versionTag }) => versionTag);
  }

  async find(owner: TextOwner, tag: string): Promise<PresentText | null> {
    const version = await this.#version(owner, tag);
    return version && this.#present(version);
  }

  async create(owner: TextOwner, wanted: DocumentVersion & NewText, translations: readonly DocumentTranslation[]): Promise<PresentText> {
    const version = await this.useCases.create.execute({
      ...pathOf(owner, wanted.versionTag),
      promptText: wanted.text,
      languageCode: wanted.languageCode,
      variables: wanted.variables ?? [],
      literals: wanted.literals ?? [],
      changeMessage: wanted.changeMessage ?? null,
      translations: translations.map(({ languageCode, text, sourceHash }) => ({
        languageCode,
        promptText: text,
        ...(sourceHash === null ? {} : { sourceHash }),
      })),
    });
    return this.#present(version);
  }

  async differs(owner: TextOwner, wanted: DocumentVersion): Promise<boolean> {
    const version = await this.#version(owner, wanted.versionTag.trim());
    if (!version) throw new VersionNotFound(wanted.versionTag);
    return version.edit(patchOf(wanted, version), this.clock.now()) !== version;
  }

  async edit(owner: TextOwner, wanted: DocumentVersion): Promise<PresentText> {
    const path = pathOf(owner, wanted.versionTag.trim());
    const version = await this.#version(owner, path.versionTag);
    if (!version) throw new VersionNotFound(path.versionTag);
    return this.#present(await this.useCases.update.execute({ ...path, patch: patchOf(wanted, version) }));
  }

  addTranslation(owner: TextOwner, tag: string, { languageCode, text, sourceHash }: DocumentTranslation): Promise<unknown> {
    const origin = { anyLanguage: true, sourceHash: sourceHash ?? undefined };
    return this.useCases.createTranslation.execute({ ...pathOf(owner, tag), languageCode, promptText: text, origin });
  }

  changeTranslation(owner: TextOwner, tag: string, { languageCode, text, sourceHash }: DocumentTranslation): Promise<unknown> {
    const changed = { languageCode: languageCode.trim(), promptText: text, sourceHash: sourceHash ?? undefined };
    return this.useCases.updateTranslation.execute({ ...pathOf(owner, tag), ...changed });
  }

  activate(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.activate.execute({ ...pathOf(owner, tag), breakingReason: owner.breakingReason });
  }

  archive(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.archive.execute(pathOf(owner, tag));
  }

  restore(owner: TextOwner, tag: string): Promise<unknown> {
    return this.useCases.restore.execute(pathOf(owner, tag));
  }

  #version({ located: { prompt } }: TextOwner, tag: string): Promise<Version | null> {
    return this.versions.findByTag(prompt.state.tenantId, prompt.state.id, tag);
  }

  async #present({ state }: Version): Promise<PresentText> {
    const translations = await this.translations.list(state.tenantId, state.id);
    return {
      tag: state.versionTag,
      status: state.status,
      activated: state.activatedAt !== null,
      sourceHash: sourceHashOf(state),
      translations: translations.map((each) => ({ ...each.state, text: each.state.promptText })),
    };
  }
}

const pathOf = ({ actor, located: { project, prompt } }: TextOwner, versionTag: string): VersionPath => ({
  actor,
  project: project.slug,
  prompt: prompt.state.slug,
  versionTag,
});

/** Variables that an activation found in the text are no declaration: a document without any says the same. */
function patchOf({ text, languageCode, variables, literals, changeMessage }: DocumentVersion, { state }: Version): VersionPatch {
  const declares = variables !== null && !(variables.length === 0 && !state.variablesDeclared);
  return {
    ...(text === null ? {} : { promptText: text }),
    ...(languageCode === null ? {} : { languageCode }),
    ...(declares ? { variables } : {}),
    ...(literals === null ? {} : { literals }),
    ...(changeMessage === undefined ? {} : { changeMessage }),
  };
}
