import { shareComponents } from './openapi-components.mjs';
import { addConditions } from './openapi-conditions.mjs';
import { addExamples } from './openapi-examples.mjs';
import { FAILURE_SCHEMAS, FAILURES, failuresOf } from './openapi-failures.mjs';
import { addIdempotency } from './openapi-idempotency.mjs';
import { addListParameters } from './openapi-lists.mjs';
import { completeParameters } from './openapi-parameters.mjs';
import { correctSchemas } from './openapi-schemas.mjs';

// What operations have in common is written here once, and not as decorators on each controller method.

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const header = (description, example) => ({ description, schema: { type: 'string' }, example });

const HEADERS = {
  RequestId: header(
    'Names the request, in the log and in the audit log as well. One that the caller sent comes back in X-Caller-Request-Id',
    '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21',
  ),
  ETag: header('Names this state of the template; send it back in If-None-Match', '"1z7b2alZPRxp4RVvEoFIfqPgDjAHO-H1eVkYYxi4Msk"'),
  Link: header('The next page (RFC 8288); missing on the last one', '</api/projects?limit=100&cursor=Wzc3XQ>; rel="next"'),
  Warning: header(
    'What the answer would not show: events that are not in the log yet, a choice of the product that may surprise',
    '199 - "3 events are not in the log yet"',
  ),
  RateLimit: header('What is left of each policy (draft-ietf-httpapi-ratelimit-headers)', '"reads";r=0;t=12'),
  RetryAfter: header('Seconds to wait', '5'),
  WwwAuthenticate: header('How to sign in', 'Bearer realm="japm"'),
};

/** tsoa's document with what all operations share: title, headers, failures, permissions and examples; what is repeated stands in it once. */
export function completeDocument(document, { version, description }) {
  document.info = {
    title: 'JAPM',
    version,
    description: `${description}. Errors are problem details; every change is in the audit log.`,
    license: { name: 'Proprietary', url: 'https://example.com/licence' },
  };
  document.servers = [{ url: '/', description: 'This installation' }];
  Object.assign(document.components.schemas, FAILURE_SCHEMAS);
  document.components.headers = HEADERS;
  const tags = new Set();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((each) => item[each])) {
      const operation = item[method];
      (operation.tags ?? []).forEach((tag) => tags.add(tag));
      operation.summary ??= (operation.description ?? '').split(/\.\s/u)[0].replaceAll(/\s+/gu, ' ').replace(/\.$/u, '');
      requirePermission(operation);
      addListParameters(operation);
      completeParameters(operation);
      limitPublicBody(operation);
      addHeaders(operation);
      for (const status of failuresOf(method, path, operation)) operation.responses[status] ??= FAILURES[status];
      delete operation['x-failures'];
    }
  }
  addConditions(document);
  addIdempotency(document);
  correctSchemas(document);
  addExamples(document);
  document.tags = [...tags].sort().map((name) => ({ name }));
  return shareComponents(document);
}

// The controllers give the permission as the scope of their `@Security`, but OpenAPI 3.0 allows scopes for OAuth 2 only.
function requirePermission(operation) {
  const required = operation.security ?? [];
  const [permission] = required.flatMap((each) => Object.values(each).flat());
  if (permission !== undefined) {
    operation['x-permission'] = permission;
    operation.description = `${operation.description}\n\nPermission: \`${permission}\``;
  }
  operation.security = required.map((each) => Object.fromEntries(Object.keys(each).map((scheme) => [scheme, []])));
}

/** What anybody may send is small (platform/http/body-parser.ts). */
function limitPublicBody(operation) {
  if (operation.security.length > 0 || !operation.requestBody) return;
  operation.description = `${operation.description}\n\nThe body may have 16 KiB (\`server.publicBodyLimitBytes\`) and 100 members.`;
}

/** An operation with `x-text` answers text, alone or beside JSON: there the stream in its type stands for the text. */
function offerText(response, example) {
  const { content } = response;
  const json = content?.['application/json']?.schema;
  if (example === undefined || !content || (json && !json.anyOf)) return;
  if (json) content['application/json'].schema = json.anyOf.find((each) => each.$ref);
  content['text/plain'] = { schema: { type: 'string', example } };
}

/** Every answer names its request; `x-headers` of a controller method lists what its good answers carry besides. */
function addHeaders(operation) {
  const names = operation['x-headers'] ?? [];
  const more = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  for (const response of Object.values(operation.responses)) {
    offerText(response, operation['x-text']);
    response.headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...more };
  }
  delete operation['x-headers'];
  delete operation['x-text'];
}
