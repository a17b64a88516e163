import { isVariableName, MAX_VARIABLE_NAME_LENGTH } from './placeholder-name';
import type { Validation } from '#shared/validation';

export type VariableType = 'string' | 'number' | 'boolean' | 'object' | 'array';
const VARIABLE_TYPES: readonly VariableType[] = ['string', 'number', 'boolean', 'object', 'array'];

/** The declaration of a variable in a version. */
export interface VariableDeclaration {
  readonly name: string;
  readonly type: VariableType;
  readonly required: boolean;
  /** The default, a JSON value of `type`; null when there is none. */
  readonly default: unknown;
  readonly description: string | null;
  readonly example: unknown;
}

export interface NewVariable {
  readonly name: string;
  readonly type?: VariableType | null;
  /** The default is true, unless the variable has a default value. */
  readonly required?: boolean | null;
  readonly default?: unknown;
  readonly description?: string | null;
  readonly example?: unknown;
}

const TYPE_CHECKS: Readonly<Record<VariableType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: (value) => Array.isArray(value),
};

export const isOfType = (type: VariableType, value: unknown): boolean => TYPE_CHECKS[type](value);

const MAX_VARIABLES = 1000;

/** Checks the declarations of a version: names are unique, and defaults have the type of their variable. */
export function declareVariables(validation: Validation, inputs: readonly NewVariable[]): VariableDeclaration[] {
  if (inputs.length > MAX_VARIABLES) {
    validation.fail('/variables', `variables must have at most ${MAX_VARIABLES} elements`);
    return [];
  }
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const at = `/variables/${index}`;
    const name = input.name.trim().toWellFormed();
    const type = input.type ?? 'string';
    const fallback = wellFormed(input.default ?? null);
    if (!isVariableName(name))
      validation.fail(`${at}/name`, `name must have 1 to ${MAX_VARIABLE_NAME_LENGTH} characters, no braces and no line breaks`);
    else if (seen.has(name)) validation.fail(`${at}/name`, `variable '${name}' is declared twice`);
    seen.add(name);
    if (!VARIABLE_TYPES.includes(type)) validation.fail(`${at}/type`, `type must be one of ${VARIABLE_TYPES.join(', ')}`);
    else if (fallback !== null && !isOfType(type, fallback))
      validation.fail(`${at}/default`, `default of '${name}' must be of type ${type}`);
    const example = wellFormed(input.example ?? null);
    if (!isJson(fallback)) validation.fail(`${at}/default`, `default of '${name}' has a number that is too large`);
    if (!isJson(example)) validation.fail(`${at}/example`, `example of '${name}' has a number that is too large`);
    const description = input.description == null ? null : validation.text(`${at}/description`, input.description);
    return {
      name,
      type,
      required: input.required ?? fallback === null,
      default: fallback,
      description,
      example,
    };
  });
}

/** Whether JSON has the value: `1e999` is parsed as Infinity and would be written as null. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isJson);
}

/** Replaces lone surrogates in a JSON value, because canonical JSON and UTF-8 do not have them. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toWellFormed(), wellFormed(each)]));
}
