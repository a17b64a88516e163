import { Invalid } from '#shared/errors';

/** The values a caller sent; absent and null mean none. Throws Invalid for anything but an object. */
export function variableValues(input: unknown, pointer: string): Map<string, unknown> {
  if (input === undefined || input === null) return new Map();
  if (typeof input !== 'object' || Array.isArray(input)) throw notAnObject(pointer);
  return new Map(Object.entries(input));
}

/** The same from JSON text, as a query carries it. */
export function variableValuesFromJson(text: string | undefined, pointer: string): Map<string, unknown> {
  if (text === undefined) return new Map();
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null) return variableValues(value, pointer);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw notAnObject(pointer);
}

const notAnObject = (pointer: string): Invalid =>
  new Invalid('prompts.variables_invalid', [{ pointer, message: 'variables must be a JSON object' }]);
