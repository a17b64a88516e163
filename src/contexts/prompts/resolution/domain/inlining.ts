import { fragmentId, type AssetFragment, type PromptFragment } from './fragment';
import { isLanguageCode } from '../../template/domain/language';
import { MAX_PLACEHOLDERS_PER_RESOLVE } from '../../template/domain/placeholder-count';
import { MAX_LEVEL, addressKey, type PromptAddress, promptIdentity } from '../../template/domain/reference';
import { CircularReference, ReferenceLanguageInvalid, ReferenceNotFound, ReferenceTooDeep, ResolutionTooLarge } from './resolution-errors';
import { planText, type Part, type PlanRules, type TextPlan } from './text-plan';
import { valueTexts } from '../../template/domain/value-text';

/** The maximum length of the final text, in characters (UTF-16 units). */
const MAX_OUTPUT_LENGTH = 4 * 1024 * 1024;
/** The maximum number of prompts that one resolve reaches. */
const MAX_FRAGMENTS = 500;
/** The maximum number of projects with these texts; each needs queries of its own. */
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
  /** The unresolved placeholders, each once: `name` or `asset:key`. */
  readonly unresolved: readonly string[];
  /** Each placeholder, once for each version and language that replaced it. */
  readonly assets: readonly UsedAsset[];
  /** All prompts whose text is in the result. The first is the requested one. */
  readonly prompts: readonly UsedPrompt[];
}

/** A level of the chain from the root: the prompt, and its name in the text above. */
interface Step {
  readonly identity: string;
  readonly name: string;
}

/** The known properties of a text with everything that it reaches. */
interface Measure {
  readonly length: number;
  /** The number of levels below it. */
  readonly height: number;
  /** The identities of the prompts that it reaches. */
  readonly below: ReadonlySet<string>;
}

export type InliningRules = Omit<PlanRules, 'textOf' | 'onPlaceholder'>;

type Link = Part & { readonly kind: 'link' };

/**
 * Inlines prompts in memory. Give it the prompts level by level (`linksOf`, `add`), then call `inline` with the root.
 * It plans, measures and writes each text once, however many references it has, and writes nothing before its length is known.
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

  /** Counts a placeholder. An asset counts wherever a text shows it. */
  #count(): void {
    this.#placeholders += 1;
    if (this.#placeholders > MAX_PLACEHOLDERS_PER_RESOLVE)
      throw new ResolutionTooLarge(`Resolving the prompt takes more than ${MAX_PLACEHOLDERS_PER_RESOLVE} placeholders`);
  }

  /** The new addresses in these texts, each once. */
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

  /** Adds the target of an address; null when there is none that the caller may see. */
  add(address: PromptAddress, fragment: PromptFragment | null): void {
    this.#fragments.set(addressKey(address), fragment);
  }

  /** Throws CircularReference, ReferenceTooDeep, ReferenceNotFound or ReferenceLanguageInvalid, for the first fault in the text. */
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

  /** `chain` ends with the fragment itself. It reuses a known measure, unless the chain above makes it an error. */
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

  /** The target of a link. After the measuring, every target exists. */
  #at({ address, reference }: Link): PromptFragment {
    const fragment = this.#fragments.get(addressKey(address));
    if (!fragment) throw new ReferenceNotFound(reference, [reference]);
    return fragment;
  }
}

const linksIn = ({ parts }: TextPlan): Link[] => parts.filter((part) => part.kind === 'link');

/** The name `[project/]id[:tag]`, with the project when it differs from the parent's. */
const nameOf = ({ project, prompt, tag }: PromptAddress, parent: PromptFragment): string =>
  `${project === parent.project ? '' : `${project}/`}${prompt}${tag === null ? '' : `:${tag}`}`;
