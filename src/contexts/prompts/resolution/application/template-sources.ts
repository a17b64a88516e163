import type { AssetReader, AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetTranslationRepository } from '../../asset/application/asset-translation-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { PromptLookup } from '../../prompt/application/prompt-lookup';
import type { PromptReader, PromptRepository } from '../../prompt/application/prompt-repository.port';
import type { TranslationRepository } from '../../prompt/application/translation-repository.port';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { TextTranslationReader } from '../../text/application/text-translation-repository.port';
import type { TextVersionReader } from '../../text/application/text-version-repository.port';
import type { ReadingBudget } from '../domain/reading-budget';
import { PromptFragments } from './prompt-fragments';
import { ReadTemplate } from './read-template';
import { FoundAssets } from './stored-assets';
import { StoredFragments } from './stored-fragments';
import type { TemplateCompiler } from './template-compiler.port';
import { TextInliner } from './text-inliner';
import { VersionChoice } from './version-choice';

export type CatalogReader = Pick<ProjectCatalog, 'project' | 'environments' | 'environmentNamed'>;
export type PointerReader = Pick<PointerRepository, 'find' | 'inEnvironments'>;

/** Everything that a template is read from. */
export interface TemplateSources {
  readonly catalog: CatalogReader;
  readonly prompts: PromptReader;
  readonly versions: TextVersionReader;
  readonly pointers: PointerReader;
  readonly translations: TextTranslationReader;
  readonly assets: AssetReader;
  readonly assetVersions: TextVersionReader;
  readonly assetTranslations: TextTranslationReader;
}

/** What is stored now. */
export class StoredSources implements TemplateSources {
  constructor(
    readonly catalog: ProjectCatalog,
    readonly prompts: PromptRepository,
    readonly versions: VersionRepository,
    readonly pointers: PointerRepository,
    readonly translations: TranslationRepository,
    readonly assets: AssetRepository,
    readonly assetVersions: AssetVersionRepository,
    readonly assetTranslations: AssetTranslationRepository,
  ) {}
}

/** The same sources, each read through `view`. */
export const seenThrough = (sources: TemplateSources, view: <T extends object>(source: T) => T): TemplateSources => ({
  catalog: view(sources.catalog),
  prompts: view(sources.prompts),
  versions: view(sources.versions),
  pointers: view(sources.pointers),
  translations: view(sources.translations),
  assets: view(sources.assets),
  assetVersions: view(sources.assetVersions),
  assetTranslations: view(sources.assetTranslations),
});

/** The algorithm of a resolve over these sources; each resolve has a budget of its own. */
export function templatesFrom(sources: TemplateSources, compiler: TemplateCompiler, newBudget?: () => ReadingBudget): ReadTemplate {
  const { catalog, prompts, versions, pointers, translations, assets, assetVersions, assetTranslations } = sources;
  const fragments = new PromptFragments(translations, new FoundAssets(assets, assetVersions, assetTranslations), compiler);
  return new ReadTemplate(
    new PromptLookup(catalog, prompts),
    new VersionChoice(catalog, versions, pointers),
    fragments,
    new TextInliner(new StoredFragments(catalog, prompts, versions, pointers, fragments)),
    newBudget,
  );
}
