import { Invalid } from '#shared/errors';
import { changedNumbers, KEEP_DIGITS } from '#shared/json-numbers';

/** The maximum number of values in one request. The texts of a resolve declare far fewer. */
const MAX_VALUES = 5000;

/** Reads the values of a caller; absent and null mean none. Throws Invalid for anything but an object, and for too many values. */
export function variableValues(input: unknown, pointer: string): Map<string, unknown> {
  if (input === undefined || input === null) return new Map();
  if (typeof input !== 'object' || Array.isArray(input)) throw notAnObject(pointer);
  const values = Object.entries(input);
  if (values.length > MAX_VALUES) throw invalid(pointer, `variables must have at most ${MAX_VALUES} members`);
  return new Map(values);
}

/** The same for JSON text in a query. */
export function variableValuesFromJson(text: string | undefined, pointer: string): Map<string, unknown> {
  if (text === undefined) return new Map();
  try {
    const value: unknown = JSON.parse(text);
    const [changed] = changedNumbers(text);
    if (changed) throw invalid(pointer, `${['variables', ...changed.path].join('.')} ${KEEP_DIGITS}`);
    if (value !== null) return variableValues(value, pointer);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw notAnObject(pointer);
}

const invalid = (pointer: string, message: string): Invalid => new Invalid('prompts.variables_invalid', [{ pointer, message }]);

const notAnObject = (pointer: string): Invalid => invalid(pointer, 'variables must be a JSON object');
