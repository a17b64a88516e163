import type { OperationDeclaration } from '#platform/http/operation';
import { FAILURES } from './failures';
import { TAG_EXAMPLE } from './headers';
import { headerReference, type OperationObject, type Parameter, type ResponseObject } from './types';

// Conditional requests (RFC 9110, 13).

const TAG = '(W/)?"[\\x21\\x23-\\x7e]*"';
const TAGS = `^(\\*|${TAG}([ \\t]*,[ \\t]*${TAG})*)$`;

export const CONDITIONS = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'The ETags that the resource may have, or `*`. If it has another one, the response is 412 and nothing changes. Only the revision ' +
      '(the number before the first hyphen) and the identity of the resource (the 8 characters after it) are compared, because the ' +
      'rest of the response has tags of its own',
    schema: { type: 'string', pattern: TAGS },
    example: TAG_EXAMPLE,
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETags of the responses that the caller has. The response is 304 if one of them is still current',
    schema: { type: 'string' },
    example: TAG_EXAMPLE,
  },
} satisfies Record<string, Parameter>;

const ETAG = headerReference('RevisionETag');

export const NOT_MODIFIED: ResponseObject = {
  description: 'Not Modified',
  headers: { 'X-Request-Id': headerReference('RequestId'), ETag: ETAG },
};

/** Adds If-Match and 412, If-None-Match and 304, and the ETag, where the operation declares them. */
export function addConditions(operation: OperationObject, method: string, { conditional }: OperationDeclaration): void {
  if (conditional === 'read') {
    takes(operation, CONDITIONS.IfNoneMatch);
    operation.responses[304] = { ...NOT_MODIFIED, headers: { ...operation.responses[200]?.headers } };
  }
  if (conditional === 'change') takes(operation, CONDITIONS.IfMatch);
  // What was deleted has no state any more.
  if (conditional && method !== 'delete') tag(operation);
  // Conditions that are not evaluated are refused.
  if (method !== 'get') operation.responses[412] = FAILURES[412];
}

function takes(operation: OperationObject, parameter: Parameter): void {
  operation.parameters = [...(operation.parameters ?? []), parameter];
}

/** The good answers with a body, and that which says that the caller has it already. */
function tag({ responses }: OperationObject): void {
  for (const [status, response] of Object.entries(responses)) {
    if (Number(status) < 300 ? response.content : status === '304') response.headers = { ...response.headers, ETag: ETAG };
  }
}
