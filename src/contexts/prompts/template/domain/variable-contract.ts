import { groupedBy } from '#shared/grouped-by';
import { DomainError, type FieldError } from '#shared/errors';
import { MAX_FAULTS, sentenceOf } from '#shared/faults';
import { isOfType, type VariableDeclaration } from './variable';
import { parseTemplate, variablesOf } from './template';
import { isGiven } from './value-text';

/** What one text says of its variables: the declared ones, the names that it uses, and the assets that a value may stand for. */
export interface VariableUse {
  readonly declared: readonly VariableDeclaration[];
  readonly variables: ReadonlySet<string>;
  readonly assetKeys: ReadonlySet<string>;
}

/**
 * What a resolve takes, over all texts that it puts into each other: the declared variables, the first declaration of a name
 * standing for it, then those that are only used, as required strings. A default is that of its own text: where another text
 * needs the variable and has none, it is required and the default does not count.
 */
export function effectiveVariables(uses: readonly VariableUse[]): VariableDeclaration[] {
  const contract = new Map<string, VariableDeclaration>();
  for (const { declared } of uses) for (const each of declared) if (!contract.has(each.name)) contract.set(each.name, each);
  for (const { variables } of uses) for (const name of variables) if (!contract.has(name)) contract.set(name, undeclared(name));
  const needed = namesNeeded(uses);
  return [...contract.values()].map((each) => (needed.has(each.name) ? { ...each, required: true, default: null } : each));
}

/** What a version takes by its own text: what it declares, and what it uses without a declaration. */
export const contractOf = (version: {
  readonly text: string;
  readonly variables: readonly VariableDeclaration[];
  readonly literals: readonly string[];
}): VariableDeclaration[] =>
  effectiveVariables([
    {
      declared: version.variables,
      variables: new Set(variablesOf(parseTemplate(version.text, version.literals))),
      assetKeys: new Set(),
    },
  ]);

/** Names without which some text is not complete. */
function namesNeeded(uses: readonly VariableUse[]): Set<string> {
  const needed = new Set<string>();
  for (const { declared, variables } of uses) {
    const known = new Set(declared.map((each) => each.name));
    for (const each of declared) if (each.required && !isGiven(each.default)) needed.add(each.name);
    for (const name of variables) if (!known.has(name)) needed.add(name);
  }
  return needed;
}

const undeclared = (name: string): VariableDeclaration => ({
  name,
  type: 'string',
  required: true,
  default: null,
  description: null,
  example: null,
});

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
    super('unprocessable', 'prompts.variables_refused', sentenceOf(errors), errors, { ...refusals });
  }
}

/** Throws VariablesRefused with all names at once: missing, unknown, mistyped, and what stayed in the text. */
export function requireVariables(uses: readonly VariableUse[], given: ReadonlyMap<string, unknown>, left: readonly string[]): void {
  const contract = new Map(effectiveVariables(uses).map((each) => [each.name, each]));
  const assets = new Set(uses.flatMap((each) => [...each.assetKeys]));
  // Every text's own; where none declares the name, that of the contract.
  const declared = groupedBy(
    uses.flatMap((use) => use.declared),
    (each) => each.name,
  );
  const values = [...given].filter(([, value]) => isGiven(value));
  const mistyped = values.flatMap(([name, value]) => {
    const its = declared.get(name) ?? [contract.get(name)];
    return its.find((each) => each && !isOfType(each.type, value)) ?? [];
  });
  const missing = [...namesNeeded(uses)].filter((name) => !isGiven(given.get(name)));
  const needed = new Set(missing);
  const refusals = {
    missing,
    unknown: values.map(([name]) => name).filter((name) => !contract.has(name) && !assets.has(name)),
    mistyped: mistyped.map((each) => each.name),
    unresolved: left.filter((name) => !needed.has(name)),
  };
  const errors = [
    ...refusals.missing.map((name) => ({ pointer: pointerTo(name), message: `missing: variable '${name}' is required` })),
    ...refusals.unknown.map((name) => ({ pointer: pointerTo(name), message: `unknown: there is no variable '${name}'` })),
    ...mistyped.map(({ name, type }) => ({ pointer: pointerTo(name), message: `mistyped: variable '${name}' must be of type ${type}` })),
    ...refusals.unresolved.map(unresolvedError),
  ];
  if (errors.length > 0) throw new VariablesRefused(refusals, errors.slice(0, MAX_FAULTS + 1));
}

const unresolvedError = (reference: string): FieldError => ({
  pointer: '',
  message: `unresolved: the text refers to ${reference}, which is not there`,
});

const pointerTo = (name: string): string => `/variables/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
