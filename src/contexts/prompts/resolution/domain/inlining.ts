import { fragmentId, type AssetFragment, type PromptFragment } from './fragment';
import { isLanguageCode } from '../../template/domain/language';
import { MAX_PLACEHOLDERS_PER_RESOLVE } from '../../template/domain/placeholder-count';
import { MAX_LEVEL, addressKey, type PromptAddress, promptIdentity } from '../../template/domain/reference';
import { CircularReference, ReferenceLanguageInvalid, ReferenceNotFound, ReferenceTooDeep, ResolutionTooLarge } from './resolution-errors';
import { planText, type Part, type PlanRules, type TextPlan } from './text-plan';
import { valueTexts } from '../../template/domain/value-text';

/** Characters (UTF-16 units) of the final text. */
const MAX_OUTPUT_LENGTH = 4 * 1024 * 1024;
/** Prompts that one resolve may reach. */
const MAX_FRAGMENTS = 500;
/** Projects that their texts may lie in: each is looked up by itself. */
const MAX_PROJECTS = 20;

export interface UsedAsset {
  readonly asset: AssetFragment;
  /** The placeholder, with its braces. */
  readonly source: string;
}

export interface UsedPrompt {
  readonly fragment: PromptFragment;
  readonly plan: TextPlan;
}

export interface Inlined {
  readonly text: string;
  /** What stayed in the text, each once: `name` or `asset:key`. */
  readonly unresolved: readonly string[];
  /** Each placeholder once for each version and language that it was replaced by. */
  readonly assets: readonly UsedAsset[];
  /** All prompts whose text is in the answer, the first being the one that was asked for. */
  readonly prompts: readonly UsedPrompt[];
}

/** One level of the chain from the root: which prompt, and how the text above calls it. */
interface Step {
  readonly identity: string;
  readonly name: string;
}

/** What is known of a text with all that it reaches. */
interface Measure {
  readonly length: number;
  /** Levels below it. */
  readonly height: number;
  /** Identities of the prompts that it reaches. */
  readonly below: ReadonlySet<string>;
}

export type InliningRules = Omit<PlanRules, 'textOf' | 'onPlaceholder'>;

type Link = Part & { readonly kind: 'link' };

/**
 * Puts prompts into each other, in memory: give it the prompts level by level (`linksOf`, `add`), then `inline` the root.
 * Each text is planned, measured and written once, however often it is referred to; nothing is written before its length is known.
 */
export class Inlining {
  readonly #fragments = new Map<string, PromptFragment | null>();
  readonly #plans = new Map<string, TextPlan>();
  readonly #measures = new Map<string, Measure>();
  readonly #rules: PlanRules;
  readonly #projects = new Set<string>();
  #placeholders = 0;

  constructor(
    private readonly given: ReadonlyMap<string, unknown>,
    rules: InliningRules,
  ) {
    this.#rules = { ...rules, textOf: valueTexts(), onPlaceholder: () => this.#count() };
  }

  /** An asset is planned wherever a text shows it. */
  #count(): void {
    this.#placeholders += 1;
    if (this.#placeholders > MAX_PLACEHOLDERS_PER_RESOLVE)
      throw new ResolutionTooLarge(`Resolving the prompt takes more than ${MAX_PLACEHOLDERS_PER_RESOLVE} placeholders`);
  }

  /** Where the text leads that nobody has looked yet, each address once. */
  linksOf(fragments: readonly PromptFragment[]): PromptAddress[] {
    const wanted = new Map<string, PromptAddress>();
    for (const fragment of fragments) {
      for (const { address } of linksIn(this.#planOf(fragment))) {
        const key = addressKey(address);
        if (!this.#fragments.has(key) && (address.language === null || isLanguageCode(address.language))) wanted.set(key, address);
      }
    }
    if (this.#fragments.size + wanted.size > MAX_FRAGMENTS)
      throw new ResolutionTooLarge(`The prompt reaches more than ${MAX_FRAGMENTS} others`);
    for (const { project } of wanted.values()) this.#projects.add(project);
    if (this.#projects.size > MAX_PROJECTS) throw new ResolutionTooLarge(`The prompt reaches more than ${MAX_PROJECTS} projects`);
    return [...wanted.values()];
  }

  /** What is at an address; null: nothing, or nothing that the caller may see. */
  add(address: PromptAddress, fragment: PromptFragment | null): void {
    this.#fragments.set(addressKey(address), fragment);
  }

  /** Throws CircularReference, ReferenceTooDeep, ReferenceNotFound or ReferenceLanguageInvalid, whichever stands first in the text. */
  inline(root: PromptFragment): Inlined {
    const { length } = this.#measure(root, [{ identity: promptIdentity(root), name: root.prompt }]);
    if (length > MAX_OUTPUT_LENGTH) throw new ResolutionTooLarge(`The resolved text has more than ${MAX_OUTPUT_LENGTH} characters`);
    const unresolved = new Set<string>();
    const assets = new Map<string, UsedAsset>();
    const prompts: UsedPrompt[] = [];
    const written = new Map<string, string>();
    const write = (fragment: PromptFragment): string => {
      const id = fragmentId(fragment);
      const known = written.get(id);
      if (known !== undefined) return known;
      const plan = this.#planOf(fragment);
      prompts.push({ fragment, plan });
      const pieces = plan.parts.map((part) => {
        if (part.kind === 'text') return part.text;
        if (part.kind === 'link') return write(this.#at(part));
        if (part.kind === 'asset') {
          const key = `${part.source} ${part.asset.versionId} ${part.asset.language.served}`;
          if (!assets.has(key)) assets.set(key, part);
          return '';
        }
        unresolved.add(part.name);
        return part.text;
      });
      const text = pieces.join('');
      written.set(id, text);
      return text;
    };
    const text = write(root);
    return { text, unresolved: [...unresolved], assets: [...assets.values()], prompts };
  }

  #planOf(fragment: PromptFragment): TextPlan {
    const id = fragmentId(fragment);
    const plan = this.#plans.get(id) ?? planText(fragment, this.given, this.#rules);
    this.#plans.set(id, plan);
    return plan;
  }

  /** `chain` ends with the fragment itself. What is known of it is taken, unless the chain above makes it an error. */
  #measure(fragment: PromptFragment, chain: readonly Step[]): Measure {
    const id = fragmentId(fragment);
    const known = this.#measures.get(id);
    const depth = chain.length - 1;
    if (known && depth + known.height <= MAX_LEVEL && !chain.some((each) => known.below.has(each.identity))) return known;
    const plan = this.#planOf(fragment);
    let length = 0;
    let height = 0;
    const below = new Set<string>();
    const children = new Map<string, Measure>();
    for (const part of plan.parts) {
      if (part.kind === 'text' || part.kind === 'stays') length += part.text.length;
      if (part.kind !== 'link') continue;
      const key = addressKey(part.address);
      const child = children.get(key) ?? this.#measureLink(part, fragment, chain);
      if (!children.has(key)) {
        children.set(key, child);
        height = Math.max(height, child.height + 1);
        below.add(promptIdentity(part.address));
        for (const each of child.below) below.add(each);
      }
      length += child.length;
    }
    const measure = { length, height, below };
    this.#measures.set(id, measure);
    return measure;
  }

  #measureLink({ address }: Link, parent: PromptFragment, chain: readonly Step[]): Measure {
    const step = { identity: promptIdentity(address), name: nameOf(address, parent) };
    const steps = [...chain, step];
    const path = steps.map((each) => each.name);
    if (chain.some((each) => each.identity === step.identity)) throw new CircularReference(address.prompt, path);
    if (chain.length > MAX_LEVEL) throw new ReferenceTooDeep(MAX_LEVEL, path);
    if (address.language !== null && !isLanguageCode(address.language)) throw new ReferenceLanguageInvalid(address.language, path);
    const fragment = this.#fragments.get(addressKey(address));
    if (!fragment) throw new ReferenceNotFound(step.name, path);
    return this.#measure(fragment, steps);
  }

  /** After the measuring, everything is there. */
  #at({ address, reference }: Link): PromptFragment {
    const fragment = this.#fragments.get(addressKey(address));
    if (!fragment) throw new ReferenceNotFound(reference, [reference]);
    return fragment;
  }
}

const linksIn = ({ parts }: TextPlan): Link[] => parts.filter((part) => part.kind === 'link');

/** `[project/]id[:tag]`, the project where it is another one than the parent's. */
const nameOf = ({ project, prompt, tag }: PromptAddress, parent: PromptFragment): string =>
  `${project === parent.project ? '' : `${project}/`}${prompt}${tag === null ? '' : `:${tag}`}`;
