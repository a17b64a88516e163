import type { Validation } from '#shared/validation';
import { assetReferencesOf, parseTemplate, promptReferencesOf, variablesOf } from './template';

interface PlaceholderText {
  readonly text: string;
  readonly literals: readonly string[];
  readonly variables: readonly { readonly name: string }[];
}

/** More of them than any text has; what compares them stays quick. */
const MAX_NAMES = 1000;

export function guardedLiterals(validation: Validation, literals: readonly string[]): string[] {
  if (literals.length > MAX_NAMES) validation.fail('/literals', `literals must have at most ${MAX_NAMES} elements`);
  return [...new Set(literals.map((each) => each.trim().toWellFormed()))].filter((each) => each !== '');
}

/** Counts what a text is made of; older versions may have more and are read, but not brought into use. */
export function requireFewPlaceholders(validation: Validation, { text: promptText, literals, variables }: PlaceholderText): void {
  const template = parseTemplate(promptText, literals);
  const used = variablesOf(template);
  const count = used.length + assetReferencesOf(template).length + promptReferencesOf(template).length;
  if (count > MAX_NAMES) validation.fail('/promptText', `promptText has ${count} different placeholders; at most ${MAX_NAMES} are allowed`);
  // Activation declares what the text uses.
  const contract = new Set([...used, ...variables.map((each) => each.name)]).size;
  if (count <= MAX_NAMES && variables.length <= MAX_NAMES && contract > MAX_NAMES)
    validation.fail('/variables', `variables and promptText name ${contract} different variables; at most ${MAX_NAMES} are allowed`);
}
