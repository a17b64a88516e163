import { createHash } from 'node:crypto';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { TranslationState } from '../../prompt/domain/translation';
import type { Version } from '../../prompt/domain/version';
import type { AssetFragment, PromptFragment } from '../domain/fragment';
import { chooseLanguage, sameLanguage } from '../domain/language';
import { assetReference } from '../domain/reference';
import { assetReferencesOf, type Template } from '../domain/template';
import type { AssetSource, FoundAsset, WantedAsset } from './asset-source.port';
import type { TemplateCompiler } from './template-compiler.port';

export interface WantedFragment {
  /** Slug of the project. */
  readonly project: string;
  /** Slug of the prompt. */
  readonly prompt: string;
  readonly version: Version;
  /** A valid code, or null. */
  readonly language: string | null;
  /** The text to take, whatever the language asks for; its assets and prompts still follow `language`. */
  readonly translation?: TranslationState;
}

interface Chosen extends WantedFragment {
  readonly source: string;
  readonly template: Template;
  readonly served: string;
  readonly fallback: boolean;
}

/** Makes versions ready to be put in: the text in the language, compiled, with the assets that it names. */
export class PromptFragments {
  constructor(
    private readonly versions: VersionRepository,
    private readonly assets: AssetSource,
    private readonly compiler: TemplateCompiler,
  ) {}

  async one(wanted: WantedFragment): Promise<PromptFragment> {
    const [fragment] = await this.of([wanted]);
    if (!fragment) throw new Error('a fragment is made of each version');
    return fragment;
  }

  /** In the order of what was wanted; the number of statements does not depend on how many they are. */
  async of(wanted: readonly WantedFragment[]): Promise<PromptFragment[]> {
    const [first] = wanted;
    if (!first) return [];
    const { tenantId } = first.version.state;
    const translated = wanted.filter(({ version, language }) => language !== null && !sameLanguage(language, version.state.languageCode));
    const ids = [...new Set(translated.map((each) => each.version.state.id))];
    const translations = await this.versions.translationsIn(tenantId, ids, languagesOf(translated));
    const chosen = wanted.map((each) => this.#choose(each, translations));
    const found = await this.#assetsOf(tenantId, chosen);
    return chosen.map((each) => this.#fragment(each, found));
  }

  #choose(wanted: WantedFragment, translations: readonly TranslationState[]): Chosen {
    const { state } = wanted.version;
    const own = translations.filter((each) => each.versionId === state.id);
    const { text, fallback } = wanted.translation
      ? { text: wanted.translation, fallback: false }
      : chooseLanguage<Version['state'], TranslationState>(wanted.language, state, own);
    // The hash covers base text and literals; a translation's text is told apart by its own.
    const key = 'versionId' in text ? `${state.contentHash}:${hashOf(text.promptText)}` : state.contentHash;
    const template = this.compiler.compile(key, text.promptText, state.literals);
    return { ...wanted, source: text.promptText, template, served: text.languageCode, fallback };
  }

  async #assetsOf(tenantId: string, chosen: readonly Chosen[]): Promise<Map<string, FoundAsset>> {
    const wanted = new Map<string, WantedAsset>();
    for (const { template, version } of chosen) {
      for (const reference of assetReferencesOf(template)) {
        const asset = { promptId: version.state.promptId, ...assetReference(reference) };
        wanted.set(keyOf(asset), asset);
      }
    }
    const found = wanted.size === 0 ? [] : await this.assets.find(tenantId, [...wanted.values()], languagesOf(chosen));
    return new Map(found.map((each) => [keyOf(each), each]));
  }

  #fragment(chosen: Chosen, found: ReadonlyMap<string, FoundAsset>): PromptFragment {
    const { project, prompt, version, language, source, template, served, fallback } = chosen;
    const { id: versionId, versionTag, contentHash, variables, promptId } = version.state;
    const assets = new Map<string, AssetFragment>();
    for (const reference of assetReferencesOf(template)) {
      const asset = found.get(keyOf({ promptId, ...assetReference(reference) }));
      if (asset) assets.set(reference, this.#asset(asset, chosen));
    }
    return {
      project,
      prompt,
      versionId,
      versionTag,
      contentHash,
      language: { requested: language, served, fallback },
      source,
      template,
      variables,
      assets,
    };
  }

  /** The literals of the version that shows the asset hold for the asset's text as well. */
  #asset({ key, versionId, versionTag, languageCode, value, translations }: FoundAsset, { language, version }: Chosen): AssetFragment {
    const texts = translations.map((each) => ({ languageCode: each.languageCode, promptText: each.value }));
    const { text, fallback } = chooseLanguage(language, { languageCode, promptText: value }, texts);
    const { literals, contentHash } = version.state;
    const compiled = `asset:${literals.length === 0 ? '' : contentHash}:${hashOf(text.promptText)}`;
    return {
      key,
      versionId,
      versionTag,
      language: { requested: language, served: text.languageCode, fallback },
      source: text.promptText,
      template: this.compiler.compile(compiled, text.promptText, literals),
    };
  }
}

/** Only texts that may be chosen are read: a version may have some hundred of 1 MiB. */
const languagesOf = (wanted: readonly WantedFragment[]): string[] => [...new Set(wanted.flatMap((each) => each.language ?? []))];

const keyOf = ({ promptId, key, tag }: WantedAsset): string => JSON.stringify([promptId, key, tag]);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
