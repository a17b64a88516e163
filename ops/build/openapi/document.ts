import type { OperationDeclaration } from '#platform/http/operation';
import { listParameters } from '#platform/http/list-parameters';
import { openEnums } from '#platform/http/open-enums';
import { shareComponents } from './components';
import { addConditions } from './conditions';
import { addExamples } from './examples';
import { FAILURE_SCHEMAS, FAILURES, failuresOf } from './failures';
import { HEADERS } from './headers';
import { addIdempotency } from './idempotency';
import { completeParameters } from './parameters';
import { correctSchemas } from './schemas';
import { orderedTags } from './tags';
import { headerReference, type ApiDocument, type OperationObject, type ResponseObject } from './types';

// What operations have in common is written here once, and not as decorators on each controller method.

type Operations = ReadonlyMap<string, OperationDeclaration>;

interface About {
  readonly version: string;
  readonly description: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** tsoa's document with what the operations declare and what all of them share; what is repeated stands in it once. */
export function completeDocument(
  document: ApiDocument,
  operations: Operations,
  { version, description, tags: descriptions }: About,
): ApiDocument {
  document.info = {
    title: 'JAPM',
    version,
    description: `${description}. Errors are problem details; every change is in the audit log.`,
    license: { name: 'Proprietary', url: 'https://example.com/licence' },
  };
  document.servers = [{ url: '/', description: 'This installation' }];
  Object.assign(document.components.schemas, FAILURE_SCHEMAS);
  document.components.headers = HEADERS;
  const tags = new Set<string>();
  for (const [method, operation] of Object.values(document.paths).flatMap((item) => Object.entries(item))) {
    operation.tags?.forEach((tag) => tags.add(tag));
    complete(operation, method, declaredAs(operation, operations));
  }
  closeEnums(document);
  correctSchemas(document);
  addExamples(document);
  document.tags = orderedTags(tags, descriptions);
  return shareComponents(document);
}

/** All controllers are loaded, so that none of them adds a value any more. */
function closeEnums({ components: { schemas } }: ApiDocument): void {
  for (const [name, values] of openEnums()) schemas[name] = { type: 'string', enum: [...values], description: schemas[name]?.description };
}

function declaredAs({ operationId = '' }: OperationObject, operations: Operations): OperationDeclaration {
  const declaration = operations.get(operationId);
  if (!declaration) throw new Error(`${operationId} has no @Operation`);
  return declaration;
}

function complete(operation: OperationObject, method: string, declaration: OperationDeclaration): void {
  const [sentence = ''] = (operation.description ?? '').split(/\.\s/u, 1);
  operation.summary ??= sentence.replaceAll(/\s+/gu, ' ').replace(/\.$/u, '');
  requirePermission(operation, declaration);
  if (declaration.list) operation.parameters = [...(operation.parameters ?? []), ...listParameters(declaration.list)];
  completeParameters(operation);
  limitBody(operation, declaration);
  addHeaders(operation, declaration);
  const failures = Object.fromEntries(failuresOf(declaration).map((status) => [status, FAILURES[status]]));
  operation.responses = { ...failures, ...operation.responses };
  addConditions(operation, method, declaration);
  addIdempotency(operation, declaration);
}

/** OpenAPI 3.0 allows scopes for OAuth 2 only, so that the permission stands beside the schemes. */
function requirePermission(operation: OperationObject, { permission, anyKey = false }: OperationDeclaration): void {
  operation.security = permission === null ? [] : [{ bearer: [] }, ...(anyKey ? [{ api_key: [] }] : [])];
  if (permission === null) return;
  operation['x-permission'] = permission;
  operation.description = `${operation.description ?? ''}\n\nPermission: \`${permission}\``;
}

/** What anybody may send is small, and a prompt with all of its versions is long (platform/http/body-parser.ts). */
function limitBody(operation: OperationObject, { permission, longBody = false }: OperationDeclaration): void {
  if (longBody)
    operation.description = `${operation.description ?? ''}\n\nThe body may have 16 MiB (\`server.documentBodyLimitBytes\`) and 200,000 members and elements.`;
  if (permission !== null || !operation.requestBody) return;
  operation.description = `${operation.description ?? ''}\n\nThe body may have 16 KiB (\`server.publicBodyLimitBytes\`) and 100 members.`;
}

/** Every answer names its request; the good ones carry what is declared besides. */
function addHeaders(operation: OperationObject, { headers = [], list, text, events }: OperationDeclaration): void {
  const names = [...headers, ...(list ? ['Link'] : [])];
  const more = Object.fromEntries(names.map((name) => [name, headerReference(name)]));
  for (const response of Object.values(operation.responses)) {
    offerText(response, text);
    offerEvents(response, events);
    response.headers = { 'X-Request-Id': headerReference('RequestId'), ...more };
  }
}

/** An operation with a text answers it alone or beside JSON: there the stream in its type stands for the text. */
function offerText({ content }: ResponseObject, example: string | undefined): void {
  const json = content?.['application/json'];
  if (example === undefined || !content || (json?.schema && !json.schema.anyOf)) return;
  if (json?.schema) json.schema = json.schema.anyOf?.find((each) => each.$ref);
  content['text/plain'] = { schema: { type: 'string', example } };
}

/** An operation with events sends them in place of JSON to callers that accept them. */
function offerEvents({ content }: ResponseObject, example: string | undefined): void {
  if (example !== undefined && content) content['text/event-stream'] = { schema: { type: 'string', example } };
}
