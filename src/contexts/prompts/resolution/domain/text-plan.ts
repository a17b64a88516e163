import type { AssetFragment, PromptFragment } from './fragment';
import { assetReference, promptReference, type PromptAddress } from '../../template/domain/reference';
import type { ReferenceSegment, Template, VariableSegment } from '../../template/domain/template';
import { isGiven } from '../../template/domain/value-text';
import { withDefaults, withOptionals, type VariableUse } from '../../template/domain/variable-contract';

/** A part of the final text. Another prompt's text replaces a link; an unresolved placeholder stays and is listed under its name. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stays'; readonly text: string; readonly name: string }
  | { readonly kind: 'asset'; readonly asset: AssetFragment; readonly source: string }
  | { readonly kind: 'link'; readonly address: PromptAddress; readonly reference: string };

/** The plan of one prompt's own text. It contains the assets, and links to the prompts to which it refers. */
export interface TextPlan extends VariableUse {
  /** The parts in order. An `asset` names the asset of the following parts and has no text itself. */
  readonly parts: readonly Part[];
}

export interface PlanRules {
  /** Whether an optional variable without a value becomes empty text. */
  readonly optionalIsEmpty: boolean;
  /** False leaves references to prompts in the text. */
  readonly followPrompts: boolean;
  readonly textOf: (value: unknown) => string;
  /** Called for each planned placeholder. It may throw. */
  readonly onPlaceholder: () => void;
}

/**
 * Implements rules 1 to 4 of the wire contract, 4.5: values are inserted unchanged and never scanned; a value with the name of an asset replaces
 * the asset; in an asset's text variables and prompts are resolved, and assets are not; defaults are those of this prompt.
 */
export function planText(fragment: PromptFragment, given: ReadonlyMap<string, unknown>, rules: PlanRules): TextPlan {
  const assetValues = withDefaults(fragment.variables, given);
  const values = rules.optionalIsEmpty ? withOptionals(fragment.variables, given) : assetValues;
  const parts: Part[] = [];
  const variables = new Set<string>();
  const assetKeys = new Set<string>();

  const plan = (template: Template, inAsset: boolean): void => {
    for (const segment of template) {
      if (segment.kind !== 'text') rules.onPlaceholder();
      if (segment.kind === 'text') parts.push(segment);
      else if (segment.kind === 'variable') planVariable(segment);
      else if (segment.kind === 'prompt') planPrompt(segment);
      else if (inAsset) parts.push({ kind: 'stays', text: segment.source, name: `asset:${assetReference(segment.reference).key}` });
      else planAsset(segment);
    }
  };
  const planVariable = ({ name, source }: VariableSegment): void => {
    variables.add(name);
    const value = values.get(name);
    parts.push(isGiven(value) ? { kind: 'text', text: rules.textOf(value) } : { kind: 'stays', text: source, name });
  };
  const planPrompt = ({ reference, source }: ReferenceSegment): void => {
    if (!rules.followPrompts) {
      parts.push({ kind: 'text', text: source });
      return;
    }
    const { project, prompt, tag, language } = promptReference(reference);
    const address = { project: project ?? fragment.project, prompt, tag, language: language ?? fragment.language.requested };
    parts.push({ kind: 'link', address, reference });
  };
  const planAsset = ({ reference, source }: ReferenceSegment): void => {
    const { key } = assetReference(reference);
    assetKeys.add(key);
    const value = assetValues.get(key);
    const asset = fragment.assets.get(reference);
    if (isGiven(value)) parts.push({ kind: 'text', text: rules.textOf(value) });
    else if (asset) {
      parts.push({ kind: 'asset', asset, source });
      plan(asset.template, true);
    } else parts.push({ kind: 'stays', text: source, name: `asset:${key}` });
  };

  plan(fragment.template, false);
  return { parts, declared: fragment.variables, variables, assetKeys };
}
