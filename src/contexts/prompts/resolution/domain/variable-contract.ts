import { DomainError, type FieldError } from '#shared/errors';
import { isOfType, type VariableDeclaration } from '../../prompt/domain/variable';
import { isGiven, type Rendered } from './render';
import { assetKeyOf, parseTemplate, referencesOf, variablesOf, type Template } from './template';

/** What a resolve takes: the declared variables, and those the text uses without a declaration, as required strings. */
export function effectiveVariables(declared: readonly VariableDeclaration[], template: Template): VariableDeclaration[] {
  const known = new Set(declared.map((each) => each.name));
  const found = variablesOf(template).filter((name) => !known.has(name));
  return [
    ...declared,
    ...found.map((name) => ({ name, type: 'string' as const, required: true, default: null, description: null, example: null })),
  ];
}

/** What a version as a whole takes, by its own text. */
export const contractOf = (version: {
  readonly promptText: string;
  readonly variables: readonly VariableDeclaration[];
  readonly literals: readonly string[];
}): VariableDeclaration[] => effectiveVariables(version.variables, parseTemplate(version.promptText, version.literals));

/** The given values and, where nothing is given, the declared defaults. */
export function withDefaults(declared: readonly VariableDeclaration[], given: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const values = new Map(given);
  for (const { name, default: fallback } of declared) if (!isGiven(values.get(name))) values.set(name, fallback);
  return values;
}

/** As {@link withDefaults}; a declared variable that may be left out and was, without a default, is the empty text. */
export function withOptionals(declared: readonly VariableDeclaration[], given: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const values = withDefaults(declared, given);
  for (const { name, required } of declared) if (!required && !isGiven(values.get(name))) values.set(name, '');
  return values;
}

/** Names of variables (and references) that keep a strict resolve from answering. */
interface Refusals {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly mistyped: readonly string[];
  readonly unresolved: readonly string[];
}

class VariablesRefused extends DomainError {
  constructor(refusals: Refusals, errors: readonly FieldError[]) {
    super('unprocessable', 'prompts.variables_refused', errors.map((each) => each.message).join('; '), errors, { ...refusals });
  }
}

/** Throws VariablesRefused with all names at once: missing, unknown, mistyped, and references that lead nowhere. */
export function requireVariables(declared: readonly VariableDeclaration[], template: Template, given: ReadonlyMap<string, unknown>): void {
  const contract = effectiveVariables(declared, template);
  const byName = new Map(contract.map((each) => [each.name, each]));
  const assets = new Set(template.flatMap((each) => (each.kind === 'asset' ? [assetKeyOf(each.reference)] : [])));
  const values = [...given].filter(([, value]) => isGiven(value));
  const mistyped = values.flatMap(([name, value]) => {
    const declaration = byName.get(name);
    return declaration && !isOfType(declaration.type, value) ? [declaration] : [];
  });
  const refusals = {
    missing: contract.filter((each) => each.required && !isGiven(each.default) && !isGiven(given.get(each.name))).map((each) => each.name),
    unknown: values.map(([name]) => name).filter((name) => !byName.has(name) && !assets.has(name)),
    mistyped: mistyped.map((each) => each.name),
    unresolved: referencesOf(template).filter(
      (each) => !(each.startsWith('asset:') && isGiven(given.get(assetKeyOf(each.slice('asset:'.length))))),
    ),
  };
  const errors = [
    ...refusals.missing.map((name) => ({ pointer: pointerTo(name), message: `missing: variable '${name}' is required` })),
    ...refusals.unknown.map((name) => ({ pointer: pointerTo(name), message: `unknown: there is no variable '${name}'` })),
    ...mistyped.map(({ name, type }) => ({ pointer: pointerTo(name), message: `mistyped: variable '${name}' must be of type ${type}` })),
    ...refusals.unresolved.map(unresolvedError),
  ];
  if (errors.length > 0) throw new VariablesRefused(refusals, errors);
}

/** The text, with nothing left in it. Throws VariablesRefused with the names of what stayed. */
export function requireResolved({ text, unresolved }: Rendered): string {
  if (unresolved.length > 0)
    throw new VariablesRefused({ missing: [], unknown: [], mistyped: [], unresolved }, unresolved.map(unresolvedError));
  return text;
}

const unresolvedError = (reference: string): FieldError => ({
  pointer: '',
  message: `unresolved: the text refers to ${reference}, which is not there`,
});

const pointerTo = (name: string): string => `/variables/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
