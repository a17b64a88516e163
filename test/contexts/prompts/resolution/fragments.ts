import { FragmentSource } from '#contexts/prompts/resolution/application/fragment-source.port';
import { TextInliner } from '#contexts/prompts/resolution/application/text-inliner';
import type { AssetFragment, PromptFragment } from '#contexts/prompts/resolution/domain/fragment';
import type { Inlined } from '#contexts/prompts/resolution/domain/inlining';
import type { PromptAddress } from '#contexts/prompts/template/domain/reference';
import { parseTemplate, type Template } from '#contexts/prompts/template/domain/template';
import { ReadingBudget } from '#contexts/prompts/resolution/domain/reading-budget';
import type { InliningRules } from '#contexts/prompts/resolution/domain/inlining';
import type { Actor } from '#shared/actor';

const NO_LANGUAGE = { requested: null, served: 'en-US', fallback: false };

export const assetFragment = (key: string, source: string, more: Partial<AssetFragment> = {}): AssetFragment => ({
  key,
  versionId: `asset-${key}`,
  versionTag: '1.0.0',
  language: NO_LANGUAGE,
  source,
  template: parseTemplate(source),
  ...more,
});

export interface FragmentText extends Partial<Omit<PromptFragment, 'assets'>> {
  readonly assets?: Readonly<Record<string, string>>;
  readonly literals?: readonly string[];
}

/** Prompt `prompt` of project `shop` with that text. */
export function promptFragment(prompt: string, source: string, { assets = {}, literals = [], ...more }: FragmentText = {}): PromptFragment {
  return {
    project: 'shop',
    prompt,
    versionId: `version-${more.project ?? ''}-${prompt}`,
    versionTag: '1.0.0',
    contentHash: `hash-${prompt}`,
    language: NO_LANGUAGE,
    source,
    template: parseTemplate(source, literals),
    variables: [],
    assets: new Map(Object.entries(assets).map(([reference, text]) => [reference, assetFragment(reference.split(':')[0] ?? '', text)])),
    ...more,
  };
}

/** Prompts in memory, by project, slug and, where it matters, tag; they come in the language that is asked for. */
export class FakeFragments extends FragmentSource {
  /** How many addresses were asked for, call by call. */
  readonly asked: number[] = [];

  constructor(private readonly prompts: readonly PromptFragment[]) {
    super();
  }

  find(_scope: unknown, addresses: readonly PromptAddress[]): Promise<(PromptFragment | null)[]> {
    this.asked.push(addresses.length);
    return Promise.resolve(addresses.map((address) => this.#at(address)));
  }

  #at({ project, prompt, tag, language }: PromptAddress): PromptFragment | null {
    const found = this.prompts.find(
      (each) => each.project === project && each.prompt === prompt && (tag === null || each.versionTag === tag),
    );
    return found ? { ...found, language: { requested: language, served: language ?? 'en-US', fallback: false } } : null;
  }
}

export const LENIENT = { optionalIsEmpty: false, followPrompts: true };
export const STRICT = { optionalIsEmpty: true, followPrompts: true };

/** The first prompt with the others put in. */
export const inlined = (
  [root, ...others]: readonly [PromptFragment, ...PromptFragment[]],
  given: Readonly<Record<string, unknown>> = {},
  rules: InliningRules = LENIENT,
  source = new FakeFragments([root, ...others]),
): Promise<Inlined> =>
  new TextInliner(source).inline(
    { actor: {} as Actor, permission: 'prompt:resolve', environment: null, budget: new ReadingBudget() },
    root,
    new Map(Object.entries(given)),
    rules,
  );

/** A template that refers to nothing, with values in it. */
export async function rendered(template: Template, given: Readonly<Record<string, unknown>> = {}): Promise<Inlined> {
  return inlined([{ ...promptFragment('root', ''), template }], given, { ...LENIENT, followPrompts: false });
}
