// What many operations have in common stands among the components, once. A name comes from what it names, never from where or how
// often that is used: two versions of the document call the same thing the same.

import { STATUS_CODES } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import { IDEMPOTENCY_KEY } from './openapi-idempotency.mjs';
import { CONDITIONS, NOT_MODIFIED } from './openapi-conditions.mjs';
import { NAMED_FAILURES } from './openapi-failures.mjs';
import { PAGE_PARAMETERS } from './openapi-lists.mjs';
import { PATH_PARAMETERS } from './openapi-parameters.mjs';

const PREFIX = '#/components/schemas/';
const NAMED_RESPONSES = { ...NAMED_FAILURES, NotModified: NOT_MODIFIED };
const NAMED_PARAMETERS = [...Object.values(CONDITIONS), IDEMPOTENCY_KEY, ...PAGE_PARAMETERS, ...PATH_PARAMETERS];

/** The same document, with references to what is repeated. */
export function shareComponents(document) {
  const used = { parameters: {}, responses: {} };
  const share = (kind, names, value) => {
    const name = names.get(canonicalize(value));
    if (name === undefined) return value;
    used[kind][name] = value;
    return { $ref: `#/components/${kind}/${name}` };
  };
  const parameters = new Map(NAMED_PARAMETERS.map((each) => [canonicalize(each), pascal(each.name)]));
  const responses = responseNames(document);
  const paths = withOperations(
    document.paths,
    (each) => share('parameters', parameters, each),
    (each) => share('responses', responses, each),
  );
  const components = { ...document.components, parameters: sorted(used.parameters), responses: sorted(used.responses) };
  const shared = { ...document, components, paths };
  if (!isDeepStrictEqual(inlined(shared).paths, document.paths)) throw new Error('The document says something else with shared components');
  return shared;
}

/** With parameters and responses where they are used. */
function inlined({ components, ...document }) {
  const target = ({ $ref, ...value }) => {
    if ($ref === undefined) return value;
    const [kind, name] = $ref.split('/').slice(-2);
    return components[kind][name];
  };
  return { ...document, paths: withOperations(document.paths, target, target) };
}

function withOperations(paths, parameter, response) {
  const operation = ({ parameters, responses, ...rest }) => ({
    ...rest,
    ...(parameters && { parameters: parameters.map(parameter) }),
    responses: mapped(responses, response),
  });
  return mapped(paths, (item) => mapped(item, operation));
}

/** By canonical content: those that have their name here, and the others that are answered by more than one operation. */
function responseNames({ paths }) {
  const names = new Map(Object.entries(NAMED_RESPONSES).map(([name, each]) => [canonicalize(each), name]));
  const taken = new Set(names.values());
  const once = new Set();
  const operations = Object.values(paths).flatMap(Object.values);
  for (const [status, response] of operations.flatMap(({ responses }) => Object.entries(responses))) {
    const content = canonicalize(response);
    const name = contentName(status, response);
    if (name === undefined || names.has(content)) continue;
    if (!once.has(`${status} ${content}`)) {
      once.add(`${status} ${content}`);
    } else {
      if (taken.has(name)) throw new Error(`Two answers that are used repeatedly are called ${name}: give them one description`);
      taken.add(name);
      names.set(content, name);
    }
  }
  return names;
}

/** After schema, status and headers: `ProjectWithETagResponse`. No name for what is only a sentence, or has a schema of its own. */
function contentName(status, { content = {}, headers }) {
  const { schema } = content['application/json'] ?? {};
  const reference = schema?.$ref ?? schema?.items?.$ref;
  if (reference === undefined || Object.keys(content).length > 1) return undefined;
  const what = `${reference.slice(PREFIX.length).replace(/Dto$/u, '')}${schema.items ? 'List' : ''}`;
  const reason = status === '200' ? '' : pascal(STATUS_CODES[status]);
  const telling = Object.keys(headers).filter((each) => each !== 'X-Request-Id');
  return `${what}${reason}${telling.length > 0 ? `With${telling.toSorted().map(pascal).join('And')}` : ''}Response`;
}

const pascal = (text) => text.replace(/(?:^|\W+)(\w)/gu, (_all, letter) => letter.toUpperCase());
const mapped = (object, change) => Object.fromEntries(Object.entries(object).map(([name, each]) => [name, change(each)]));
const sorted = (object) => Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
