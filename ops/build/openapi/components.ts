import { STATUS_CODES } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import { PAGE_PARAMETERS } from '#platform/http/list-parameters';
import { CONDITIONS, NOT_MODIFIED } from './conditions';
import { NAMED_FAILURES } from './failures';
import { IDEMPOTENCY_KEY } from './idempotency';
import { inlined, withOperations } from './inlined';
import { PATH_PARAMETERS } from './parameters';
import { schemaName, type ApiDocument, type Parameter, type Reference, type ResponseObject } from './types';

// What many operations have in common stands among the components, once. A name comes from what it names, never from where or how
// often that is used: two versions of the document call the same thing the same.

const NAMED_RESPONSES: Readonly<Record<string, ResponseObject>> = { ...NAMED_FAILURES, NotModified: NOT_MODIFIED };
const NAMED_PARAMETERS = [...Object.values(CONDITIONS), IDEMPOTENCY_KEY, ...PAGE_PARAMETERS, ...PATH_PARAMETERS];

/** The same document, with references to what is repeated. */
export function shareComponents(document: ApiDocument): ApiDocument {
  const parameters = new Shared<Parameter>('parameters', new Map(NAMED_PARAMETERS.map((each) => [canonicalize(each), pascal(each.name)])));
  const responses = new Shared<ResponseObject>('responses', responseNames(document));
  const paths = withOperations(
    document.paths,
    (each) => parameters.of(each),
    (each) => responses.of(each),
  );
  const components = { ...document.components, parameters: sorted(parameters.used), responses: sorted(responses.used) };
  const shared = { ...document, components, paths };
  if (!isDeepStrictEqual(inlined(shared).paths, document.paths)) throw new Error('The document says something else with shared components');
  return shared;
}

/** Components of one kind, by the names of what they contain. */
class Shared<T extends object> {
  readonly used: Record<string, T> = {};

  constructor(
    private readonly kind: string,
    private readonly names: ReadonlyMap<string | undefined, string>,
  ) {}

  of(value: T): T | Reference {
    const name = this.names.get(canonicalize(value));
    if (name === undefined) return value;
    this.used[name] = value;
    return { $ref: `#/components/${this.kind}/${name}` };
  }
}

/** By canonical content: those that have their name here, and the others that are answered by more than one operation. */
function responseNames({ paths }: ApiDocument): Map<string | undefined, string> {
  const names = new Map<string | undefined, string>(Object.entries(NAMED_RESPONSES).map(([name, each]) => [canonicalize(each), name]));
  const taken = new Set(names.values());
  const once = new Set<string>();
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  for (const [status, response] of operations.flatMap(({ responses }) => Object.entries(responses))) {
    const content = canonicalize(response);
    const name = contentName(status, response);
    if (name === undefined || names.has(content)) continue;
    if (!once.has(`${status} ${content ?? ''}`)) {
      once.add(`${status} ${content ?? ''}`);
    } else {
      if (taken.has(name)) throw new Error(`Two answers that are used repeatedly are called ${name}: give them one description`);
      taken.add(name);
      names.set(content, name);
    }
  }
  return names;
}

/** After schema, status and headers: `ProjectWithETagResponse`. No name for what is only a sentence, or has a schema of its own. */
function contentName(status: string, { content = {}, headers = {} }: ResponseObject): string | undefined {
  const { schema } = content['application/json'] ?? {};
  const reference = schema?.$ref ?? schema?.items?.$ref;
  if (reference === undefined || Object.keys(content).length > 1) return undefined;
  const what = `${schemaName(reference).replace(/Dto$/u, '')}${schema?.items ? 'List' : ''}`;
  const reason = status === '200' ? '' : pascal(STATUS_CODES[status] ?? '');
  const telling = Object.keys(headers).filter((each) => each !== 'X-Request-Id');
  return `${what}${reason}${telling.length > 0 ? `With${telling.toSorted().map(pascal).join('And')}` : ''}Response`;
}

const pascal = (text: string): string => text.replace(/(?:^|\W+)(\w)/gu, (_all, letter: string) => letter.toUpperCase());

const sorted = <T>(object: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
