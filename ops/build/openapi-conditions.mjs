// Conditional requests (RFC 9110, 13): which operations read or change one resource is told by the paths alone.

import { FAILURES, isServing } from './openapi-failures.mjs';

const TAG = '(W/)?"[\\x21\\x23-\\x7e]*"';
const TAGS = `^(\\*|${TAG}([ \\t]*,[ \\t]*${TAG})*)$`;

export const CONDITIONS = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'ETags that the resource may have, or `*`; with another one the answer is 412 and nothing changes. Its revision counts, the ' +
      'number before the first hyphen, and which resource it is of those that had the name, the 8 characters after it: what else ' +
      'the answer shows has tags of its own',
    schema: { type: 'string', pattern: TAGS },
    example: '"3-Q1Hm9RBz-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'ETags of the answers that the caller has; 304 when one of them is still true',
    schema: { type: 'string' },
    example: '"3-Q1Hm9RBz-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"',
  },
};

const REVISION_TAG = {
  description: 'Names this state of the resource; send it back in If-Match or If-None-Match',
  schema: { type: 'string' },
  example: CONDITIONS.IfMatch.example,
};

const ETAG = { $ref: '#/components/headers/RevisionETag' };

export const NOT_MODIFIED = {
  description: 'Not Modified',
  headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ETag: ETAG },
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Adds If-Match and 412, If-None-Match and 304, and the ETag where they belong; `x-unconditional` of an operation says no, `x-conditional` of an action or of what an environment has one of yes. */
export function addConditions(document) {
  document.components.headers.RevisionETag = REVISION_TAG;
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((each) => item[each])) {
      const operation = item[method];
      if (!operation['x-unconditional']) addTo(operation, method, path, document.paths);
      // Conditions that are not evaluated are refused.
      if (method !== 'get') operation.responses[412] = FAILURES[412];
      delete operation['x-unconditional'];
      delete operation['x-conditional'];
    }
  }
}

function addTo(operation, method, path, paths) {
  const reads = method === 'get' && (operation['x-conditional'] || isSingle(path, paths));
  const changes = method !== 'get' && changesOne(operation, method, path, paths);
  if (reads) {
    takes(operation, 'IfNoneMatch');
    operation.responses[304] = { ...NOT_MODIFIED, headers: { ...operation.responses[200].headers } };
  }
  if (changes) {
    takes(operation, 'IfMatch');
  }
  if (method !== 'delete' && (reads || changes || creates(operation, method, path, paths))) tag(operation);
}

/** GET of one out of a list: the last segment names it, what stands above it is read as well. */
const isSingle = (path, paths) =>
  path.endsWith('}') && paths[path]?.get !== undefined && paths[path.replace(/(?:\/by-name)?\/\{\w+\}$/u, '')]?.get !== undefined;

/** Changes, moves or deletes what has a GET (or is put) there, or is an action beneath it that is no list: `…/{versionTag}/activate`. */
function changesOne(operation, method, path, paths) {
  if (method !== 'post' && path.endsWith('}')) return isSingle(path, paths) || paths[path].put !== undefined;
  const acts = operation['x-conditional'] || method === 'patch' || (method === 'post' && paths[path].get === undefined);
  return acts && !isServing(operation) && isSingle(path.slice(0, path.lastIndexOf('/')), paths);
}

/** POST to the collection of what has a GET there. */
const creates = (operation, method, path, paths) =>
  method === 'post' &&
  operation.responses[201] !== undefined &&
  Object.keys(paths).some((each) => each.startsWith(`${path}/{`) && each.indexOf('/', path.length + 1) < 0 && isSingle(each, paths));

function takes(operation, parameter) {
  operation.parameters = [...(operation.parameters ?? []), CONDITIONS[parameter]];
}

/** The good answers with a body, and that which says that the caller has it already. */
function tag(operation) {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (Number(status) < 300 ? response.content : status === '304') response.headers = { ...response.headers, ETag: ETAG };
  }
}
