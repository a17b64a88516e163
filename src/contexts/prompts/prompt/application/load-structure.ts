import type { Actor } from '#shared/actor';
import { nextTurn } from '#shared/event-loop';
import { Invalid, type FieldError } from '#shared/errors';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { guardedTags } from '../domain/prompt';
import type { PromptType } from '../domain/prompt-type';
import type { AssetCreation } from './asset-creation.port';
import type { CreatePrompt } from './create-prompt';
import type { ProjectCatalog } from './project-catalog.port';
import type { ProjectTags } from './project-tags.port';

export interface StructureTranslation {
  readonly languageCode: string;
  readonly text: string;
}

export interface StructureAsset {
  readonly key: string;
  /** Null: the key. */
  readonly name: string | null;
  readonly value: string;
  readonly changeMessage: string | null;
  readonly translations: readonly StructureTranslation[];
}

export interface LoadStructureCommand {
  readonly actor: Actor;
  /** The slug of the project. */
  readonly project: string;
  readonly name: string;
  /** Null: the slug of the name. */
  readonly slug: string | null;
  readonly description: string | null;
  readonly type: PromptType;
  readonly promptText: string;
  readonly changeMessage: string | null;
  readonly translations: readonly StructureTranslation[];
  readonly languageCode: string;
  readonly assets: readonly StructureAsset[];
  /** Names (or ids). Missing tags are created. */
  readonly tags: readonly string[];
}

/** Creates a prompt from a skeleton, with an active version 1.0.0, its assets with active versions and its tags, or nothing. */
export class LoadStructure {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly tags: ProjectTags,
    private readonly createPrompt: CreatePrompt,
    private readonly createAsset: AssetCreation,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the slug of the prompt. */
  execute({ actor, project, assets, tags, translations, ...prompt }: LoadStructureCommand): Promise<string> {
    return this.unitOfWork.run(async () => {
      const { id, slug } = await this.catalog.project(actor, project, 'prompt:write');
      const named = guardedTags('/tags', tags);
      await pointingAt({ '/name': '/tags' }, () => this.tags.ensure(actor, { id, slug }, named));
      const created = await pointingAt(PROMPT_POINTERS, () =>
        this.createPrompt.execute({
          ...prompt,
          actor,
          project,
          tags: named,
          variables: [],
          literals: [],
          translations: translations.map(({ languageCode, text }) => ({ languageCode, text })),
          activate: true,
        }),
      );
      const promptSlug = created.prompt.state.slug;
      const faults: FieldError[] = [];
      for (const [index, asset] of assets.entries()) {
        await this.#load(asset, index, { actor, project, prompt: promptSlug }, prompt, faults);
        // Each asset takes as much work as a request of its own.
        await nextTurn();
      }
      if (faults.length > 0) throw new Invalid('prompts.structure_invalid', faults);
      return promptSlug;
    });
  }

  /** Collects the faults of all assets, so that the caller gets them at once. */
  async #load(
    { key, name, value, changeMessage, translations }: StructureAsset,
    index: number,
    parent: { readonly actor: Actor; readonly project: string; readonly prompt: string },
    { languageCode }: { readonly languageCode: string },
    faults: FieldError[],
  ): Promise<void> {
    const texts = translations.map((each) => ({ languageCode: each.languageCode, value: each.text }));
    const asset = { key, name: name ?? key, category: null, value, languageCode, changeMessage, translations: texts, activate: true };
    try {
      await pointingAt(ASSET_POINTERS, () => this.createAsset.execute({ ...parent, ...asset }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      faults.push(...error.errors.map((each) => ({ ...each, pointer: `/assets/${index}${each.pointer}` })));
    }
  }
}

const PROMPT_POINTERS = {
  '/name': '/prompt/name',
  '/slug': '/prompt/slug',
  '/description': '/prompt/description',
  '/promptText': '/version/promptText',
  '/changeMessage': '/version/changeMessage',
  '/initialTranslations': '/version/translations',
};
const ASSET_POINTERS = {
  '/initialValue': '/value',
  '/initialChangeMessage': '/changeMessage',
  '/initialTranslations': '/translations',
};

/** Runs `work`. If it throws Invalid, the pointers are converted to those of the caller's body. */
async function pointingAt<T>(pointers: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const moved = ({ pointer, message }: FieldError): FieldError => {
      const from = Object.keys(pointers).find((each) => pointer === each || pointer.startsWith(`${each}/`));
      return { pointer: from === undefined ? pointer : `${pointers[from] ?? ''}${pointer.slice(from.length)}`, message };
    };
    throw new Invalid(error.code, error.errors.map(moved));
  }
}
