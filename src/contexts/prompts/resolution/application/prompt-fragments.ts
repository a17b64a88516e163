import { createHash } from 'node:crypto';
import { BYTES_PER_TURN, TurnBudget } from '#shared/event-loop';
import { groupedBy } from '#shared/grouped-by';
import type { AssetFragment, PromptFragment } from '../domain/fragment';
import { chooseLanguage, sameLanguage } from '../../template/domain/language';
import type { ReadingBudget } from '../domain/reading-budget';
import { assetReference } from '../../template/domain/reference';
import { assetReferencesOf, placeholdersOf, type Template } from '../../template/domain/template';
import type { AssetSource, FoundAsset, WantedAsset } from './asset-source.port';
import type { TemplateCompiler } from './template-compiler.port';
import type { TranslationHead } from '../../text/application/text-translation-repository.port';
import type { TextTranslationState } from '../../text/domain/text-translation';
import type { TextTranslationReader } from '../../text/application/text-translation-repository.port';
import type { TextVersion } from '../../text/domain/text-version';

/** The approximate memory of an asset besides its text. */
const BYTES_PER_ASSET = 256;

export interface WantedFragment {
  /** The slug of the project. */
  readonly project: string;
  /** The slug of the prompt. */
  readonly prompt: string;
  readonly version: TextVersion;
  /** A valid code, or null. */
  readonly language: string | null;
  /** The text to use instead of the one that the language would choose. Its assets and prompts still follow `language`. */
  readonly translation?: TextTranslationState;
}

interface Chosen extends WantedFragment {
  readonly source: string;
  readonly template: Template;
  readonly served: string;
  readonly fallback: boolean;
}

/** A chosen text, which may not have been read yet. */
interface Picked {
  readonly text: TextVersion['state'] | TextTranslationState | TranslationHead;
  readonly fallback: boolean;
}

/** Prepares versions for inclusion: chooses the text in the language, compiles it, and adds the assets that it names. */
export class PromptFragments {
  constructor(
    private readonly translations: TextTranslationReader,
    private readonly assets: Pick<AssetSource, 'find'>,
    private readonly compiler: TemplateCompiler,
  ) {}

  /**
   * For the requested prompt. Its own text costs no bytes, whichever language is chosen, and the number of its placeholders is known after
   * it is compiled.
   */
  async one(wanted: WantedFragment, budget: ReadingBudget): Promise<PromptFragment> {
    const chosen = await this.#choose([wanted]);
    for (const { template } of chosen) budget.take({ bytes: 0, placeholders: placeholdersOf(template) });
    return onlyOne(await this.#filled(chosen, budget));
  }

  /** In the order of the requested versions. The number of statements does not depend on their number. */
  async of(wanted: readonly WantedFragment[], budget: ReadingBudget): Promise<PromptFragment[]> {
    return this.#filled(await this.#choose(wanted, budget), budget);
  }

  /** For a text that is shown as it is, without the assets that it names. */
  async bare(wanted: WantedFragment): Promise<PromptFragment> {
    const chosen = await this.#choose([wanted]);
    return onlyOne(await Promise.all(chosen.map((each) => this.#fragment(each, new Map()))));
  }

  async #filled(chosen: readonly Chosen[], budget: ReadingBudget): Promise<PromptFragment[]> {
    const found = await this.#assetsOf(chosen, budget);
    const turns = new TurnBudget(BYTES_PER_TURN);
    const fragments: PromptFragment[] = [];
    for (const each of chosen) fragments.push(await this.#fragment(each, found, turns));
    return fragments;
  }

  /** Reads only the chosen texts, because a version may have hundreds of texts of 1 MiB. */
  async #choose(wanted: readonly WantedFragment[], budget?: ReadingBudget): Promise<Chosen[]> {
    const [first] = wanted;
    if (!first) return [];
    const { tenantId } = first.version.state;
    const translated = wanted.filter(
      ({ version, language, translation }) => !translation && language !== null && !sameLanguage(language, version.state.languageCode),
    );
    const ids = [...new Set(translated.map((each) => each.version.state.id))];
    const languages = [...new Set(translated.flatMap((each) => each.language ?? []))];
    const heads = groupedBy(await this.translations.ofVersionsIn(tenantId, ids, languages), (each) => each.versionId);
    const picked = wanted.map((each) => pick(each, heads.get(each.version.state.id) ?? []));
    const unread = new Map(picked.flatMap(({ text }) => ('text' in text ? [] : [[text.id, text]])));
    budget?.takeAll(unread.values());
    const texts = await this.translations.texts(tenantId, [...unread.keys()]);
    return wanted.map((each, index) => this.#compile(each, picked[index] ?? pick(each, []), texts));
  }

  #compile(wanted: WantedFragment, { text, fallback }: Picked, texts: ReadonlyMap<string, string>): Chosen {
    const { state } = wanted.version;
    const source = 'text' in text ? text.text : texts.get(text.id);
    // The text was deleted after it was chosen.
    if (source === undefined) return this.#compile(wanted, { text: state, fallback: true }, texts);
    // The hash covers the base text and the literals. The text of a translation distinguishes itself.
    const key = 'versionId' in text ? `${state.contentHash}:${hashOf(source)}` : state.contentHash;
    return { ...wanted, source, template: this.compiler.compile(key, source, state.literals), served: text.languageCode, fallback };
  }

  async #assetsOf(chosen: readonly Chosen[], budget: ReadingBudget): Promise<Map<string, FoundAsset>> {
    const wanted = new Map<string, WantedAsset>();
    for (const each of chosen) {
      for (const reference of assetReferencesOf(each.template)) {
        const asset = assetOf(each, reference);
        wanted.set(keyOf(asset), asset);
      }
    }
    const [first] = chosen;
    if (!first || wanted.size === 0) return new Map();
    const found = await this.assets.find(first.version.state.tenantId, [...wanted.values()], budget);
    return new Map(found.map((each) => [keyOf(each), each]));
  }

  async #fragment(chosen: Chosen, found: ReadonlyMap<string, FoundAsset>, turns?: TurnBudget): Promise<PromptFragment> {
    const { project, prompt, version, language, source, template, served, fallback } = chosen;
    const { id: versionId, versionTag, contentHash, variables } = version.state;
    const assets = new Map<string, AssetFragment>();
    for (const reference of assetReferencesOf(template)) {
      const asset = found.get(keyOf(assetOf(chosen, reference)));
      if (!asset) continue;
      assets.set(reference, this.#asset(asset, chosen));
      await turns?.spend(asset.value.length + BYTES_PER_ASSET);
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

  /** The literals of the version that shows the asset also apply to the text of the asset. */
  #asset({ key, versionId, versionTag, served, fallback, value }: FoundAsset, { language, version }: Chosen): AssetFragment {
    const { literals, contentHash } = version.state;
    const compiled = `asset:${literals.length === 0 ? '' : contentHash}:${hashOf(value)}`;
    return {
      key,
      versionId,
      versionTag,
      language: { requested: language, served, fallback },
      source: value,
      template: this.compiler.compile(compiled, value, literals),
    };
  }
}

function pick({ version: { state }, language, translation }: WantedFragment, translations: readonly TranslationHead[]): Picked {
  return translation ? { text: translation, fallback: false } : chooseLanguage(language, state, translations);
}

function onlyOne([fragment]: readonly PromptFragment[]): PromptFragment {
  if (!fragment) throw new Error('a fragment is made of each version');
  return fragment;
}

const assetOf = ({ version, language }: WantedFragment, reference: string): WantedAsset => ({
  promptId: version.state.promptId,
  ...assetReference(reference),
  language,
});

const keyOf = ({ promptId, key, tag, language }: WantedAsset): string => JSON.stringify([promptId, key, tag, language]);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
