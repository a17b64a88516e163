import type { ValidateError } from 'tsoa';
import type { FieldError } from '#shared/errors';

const UNION = /^Could not match the (?:union|intersection) against .*?Issues: /u;
const ONE_OF = /^should be one of the following; \[(.*)\]$/u;

/** tsoa's words for a value of the wrong type, and ours. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^invalid string value/u, 'must be a string'],
  [/^invalid integer number/u, 'must be an integer'],
  [/^invalid float number/u, 'must be a number'],
  [/^invalid boolean value/u, 'must be true or false'],
  [/^invalid array/u, 'must be an array'],
  [/^invalid object/u, 'must be an object'],
  [/^invalid ISO 8601/u, 'must be an ISO 8601 date-time'],
  [/^minLength (\d+)/u, 'must be at least $1 characters long'],
  [/^maxLength (\d+)/u, 'must be at most $1 characters long'],
  [/^minItems (\d+)/u, 'must have at least $1 elements'],
  [/^maxItems (\d+)/u, 'must have at most $1 elements'],
  [/^min (\S+)/u, 'must be at least $1'],
  [/^max (\S+)/u, 'must be at most $1'],
  [/^Not match in '(.*)'/u, 'must match $1'],
];

/**
 * What tsoa found wrong with an input, in our words: a sentence and a place per fault, and never the value that was sent.
 */
export function fieldErrorsOf(error: ValidateError): FieldError[] {
  const fields = Object.entries<{ message?: string }>(error.fields);
  return fields
    .flatMap(([field, { message }]) => faultsOf(field.split('.'), message ?? 'is not valid'))
    .map(({ path, message }) => ({ pointer: pointerOf(path), message }));
}

interface Fault {
  /** First the place (`body`, or the parameter's name), then the members. */
  readonly path: readonly string[];
  readonly message: string;
}

function faultsOf(names: readonly string[], message: string): Fault[] {
  const indexed = names.map((each) => each.replace(/^\$(?=\d)/u, ''));
  // tsoa forgets what stands above an array: `variables.$1.type` instead of `body.variables.$1.type`.
  const path = indexed.length > 1 && indexed[0] !== 'body' ? ['body', ...indexed] : indexed;
  const union = UNION.exec(message)?.[0];
  if (union !== undefined) return faultsOfUnion(path, message.slice(union.length));
  const excess = /^"(.+)" is an excess property/u.exec(message)?.[1];
  if (excess !== undefined) {
    const parent = path.at(-1) === excess && path.length > 1 ? path.slice(0, -1) : path;
    return excess.split(',').map((each) => ({ path: [...parent, each], message: `property ${each} should not exist` }));
  }
  return [{ path, message: `${nameOf(path)} ${sentenceOf(message)}` }];
}

function faultsOfUnion(path: readonly string[], issues: string): Fault[] {
  const alternatives = (JSON.parse(issues) as Record<string, { message?: string }>[]).map((each) => Object.entries(each));
  const allowed = alternatives.flatMap((each) => each.flatMap(([, { message }]) => membersOf(message ?? '')));
  if (allowed.length > 0) return [{ path, message: `${nameOf(path)} must be one of: ${[...new Set(allowed)].join(', ')}` }];
  const faults = alternatives
    .filter((each) => !each.some(([, { message }]) => ONE_OF.test(message ?? '')))
    .map((each) => each.flatMap(([field, { message }]) => faultsOf(field.split('.'), message ?? 'is not valid')));
  // The alternative that got furthest is the one that was meant.
  const depth = (each: readonly Fault[]): number => Math.max(...each.map((fault) => fault.path.length));
  return faults.toSorted((a, b) => depth(b) - depth(a))[0] ?? [{ path, message: `${nameOf(path)} is not valid` }];
}

/** The values of an enumeration; null means "may be left out" and is no choice. */
function membersOf(message: string): string[] {
  const members = ONE_OF.exec(message)?.[1]?.split(',') ?? [];
  return members.map((each) => each.replace(/^'|'$/gu, '')).filter((each) => each !== 'null');
}

function sentenceOf(message: string): string {
  if (message.endsWith('is required')) return 'is required';
  const members = membersOf(message);
  if (members.length > 0) return `must be one of: ${members.join(', ')}`;
  const known = WORDS.find(([pattern]) => pattern.test(message));
  return known ? (known[0].exec(message)?.[0] ?? '').replace(known[0], known[1]) : 'is not valid';
}

const nameOf = (path: readonly string[]): string => (path.length > 1 ? path.slice(1).join('.') : (path[0] ?? ''));

function pointerOf(path: readonly string[]): string {
  const [place = '', ...members] = path;
  if (members.length > 0) return pointerTo(members);
  return place === 'body' ? '' : `?${place}`;
}

/** The JSON pointer (RFC 6901) to a member of the body. */
export const pointerTo = (members: readonly string[]): string =>
  members.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
