import type { FailureStatus, OperationDeclaration } from '#platform/http/operation';
import { headerReference, schemaReference, type Reference, type ResponseObject, type Schema } from './types';

// What failed requests are answered with. Written here once, and not as decorators on each controller method.

interface Members {
  readonly schema?: Schema;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly more?: object;
}
type Message = string | readonly string[];

const problem = (
  status: number,
  reason: string,
  code: string,
  message: Message,
  { schema = schemaReference('Problem'), headers, more = {} }: Members = {},
): ResponseObject => ({
  description: reason,
  headers: { 'X-Request-Id': headerReference('RequestId'), ...headers },
  content: Object.fromEntries(
    ['application/json', 'application/problem+json'].map((type) => [
      type,
      { schema, example: { ...problemMembers(status, reason, code, message), ...more } },
    ]),
  ),
});

const problemMembers = (status: number, reason: string, code: string, message: Message): object => ({
  type: 'about:blank',
  title: reason,
  status,
  detail: typeof message === 'string' ? message : message.join('; '),
  statusCode: status,
  message,
  error: reason,
  code,
  requestId: '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21',
  ...(typeof message === 'string' ? {} : { errors: [{ pointer: '/name', message: message[0] }] }),
});

const REFUSED = "missing: variable 'who' is required; unknown: there is no variable 'whom'";

/** The answers by their status. */
export const FAILURES: Readonly<Record<Status, ResponseObject>> = {
  400: problem(400, 'Bad Request', 'request.invalid', ['name is required']),
  401: problem(401, 'Unauthorized', 'access.unauthenticated', 'The credentials are not valid: they are unknown, expired or revoked', {
    headers: { 'WWW-Authenticate': headerReference('WwwAuthenticate') },
  }),
  403: problem(403, 'Forbidden', 'access.forbidden', "Your role 'user' does not allow 'project:create'"),
  404: problem(404, 'Not Found', 'project.not_found', "Project 'shop' not found"),
  409: problem(409, 'Conflict', 'catalog.project_taken', "Project 'Shop' already exists in this tenant"),
  412: problem(412, 'Precondition Failed', 'shared.precondition_failed', "Prompt 'order-mail' is at revision 4 by now; read it again", {
    schema: schemaReference('RevisionProblem'),
    more: { currentRevision: 4 },
  }),
  413: problem(413, 'Payload Too Large', 'request.too_large', 'The body is too large; at most 2097152 bytes are allowed'),
  414: problem(414, 'URI Too Long', 'request.url_too_long', 'The URL is too long; at most 8192 characters are allowed'),
  415: problem(415, 'Unsupported Media Type', 'request.not_json', 'The body must be JSON, with Content-Type: application/json'),
  422: problem(422, 'Unprocessable Entity', 'prompts.variables_refused', REFUSED, {
    // A text that grows too large is refused as well, and has no variables to name.
    schema: { anyOf: [schemaReference('VariablesProblem'), schemaReference('Problem')] },
    more: {
      missing: ['who'],
      unknown: ['whom'],
      mistyped: [],
      unresolved: [],
      errors: [
        { pointer: '/variables/who', message: "missing: variable 'who' is required" },
        { pointer: '/variables/whom', message: "unknown: there is no variable 'whom'" },
      ],
    },
  }),
  429: problem(429, 'Too Many Requests', 'request.rate_limited', 'Too many requests; try again in 12 s', {
    headers: {
      'Retry-After': headerReference('RetryAfter'),
      RateLimit: headerReference('RateLimit'),
    },
  }),
  500: problem(500, 'Internal Server Error', 'internal', 'Internal server error'),
  503: problem(503, 'Service Unavailable', 'platform.database_away', 'The database cannot be reached', {
    headers: { 'Retry-After': headerReference('RetryAfter') },
  }),
};

/** 422 of a creating POST. */
export const KEY_REUSED = problem(
  422,
  'Unprocessable Entity',
  'request.idempotency_key_reused',
  'This Idempotency-Key was used for a request with other content',
);

/** By what generated clients call them. */
export const NAMED_FAILURES: Readonly<Record<string, ResponseObject>> = {
  BadRequest: FAILURES[400],
  Unauthorized: FAILURES[401],
  Forbidden: FAILURES[403],
  NotFound: FAILURES[404],
  Conflict: FAILURES[409],
  PreconditionFailed: FAILURES[412],
  PayloadTooLarge: FAILURES[413],
  UriTooLong: FAILURES[414],
  UnsupportedMediaType: FAILURES[415],
  VariablesRefused: FAILURES[422],
  IdempotencyKeyReused: KEY_REUSED,
  TooManyRequests: FAILURES[429],
  InternalServerError: FAILURES[500],
  ServiceUnavailable: FAILURES[503],
};

/** The URL and the body, JSON above all, are looked at before any route is, with GET and where no body is asked for as well. */
const EVERYWHERE = [400, 413, 414, 415, 429, 500, 503] as const;
type Status = FailureStatus | (typeof EVERYWHERE)[number];

/** The statuses that an operation may fail with. */
export function failuresOf({ permission, failures = [] }: OperationDeclaration): Status[] {
  const statuses = [...EVERYWHERE, ...failures, ...(permission === null ? [] : ([401, 403] as const))];
  return statuses.sort((a, b) => a - b);
}

const TEXT: Schema = { type: 'string' };
const NAMES: Schema = { type: 'array', items: TEXT };

export const FAILURE_SCHEMAS: Readonly<Record<string, Schema>> = {
  Problem: {
    type: 'object',
    description: 'A failed request: the members of RFC 9457 and those of the v1 contract.',
    required: ['type', 'title', 'status', 'detail', 'statusCode', 'message', 'error', 'code', 'requestId'],
    properties: {
      type: TEXT,
      title: TEXT,
      status: { type: 'integer' },
      detail: { type: 'string', description: 'For people; may be worded anew.' },
      statusCode: { type: 'integer' },
      message: {
        oneOf: [TEXT, NAMES],
        description: 'The faults of an invalid input, at most 100 and then `and more`; one sentence for other failures.',
      },
      error: TEXT,
      code: { type: 'string', description: 'For programs; never changes.' },
      requestId: {
        type: 'string',
        nullable: true,
        description: 'The id of the request, which is also in the header X-Request-Id, in the log and in the audit log.',
      },
      errors: {
        type: 'array',
        description: 'All faults of the input, up to 100.',
        maxItems: 100,
        items: {
          type: 'object',
          required: ['pointer', 'message'],
          properties: {
            pointer: { type: 'string', description: 'JSON pointer (RFC 6901) into the body; `?name` for a parameter' },
            message: TEXT,
          },
        },
      },
    },
  },
  RevisionProblem: {
    description: 'The resource is not in the state that If-Match names.',
    allOf: [
      schemaReference('Problem'),
      {
        type: 'object',
        properties: {
          currentRevision: {
            type: 'integer',
            nullable: true,
            description: 'Null if there is no such resource yet; absent if it changed at the same moment.',
          },
        },
      },
    ],
  },
  VariablesProblem: {
    description: 'Values that do not fit the variables of a version, all of them at once.',
    allOf: [
      schemaReference('Problem'),
      {
        type: 'object',
        required: ['missing', 'unknown', 'mistyped', 'unresolved'],
        properties: {
          missing: { ...NAMES, description: 'Required variables without a value. Each list has at most 100 names.' },
          unknown: { ...NAMES, description: 'Names with a value that are neither declared nor in the text.' },
          mistyped: { ...NAMES, description: 'Variables with a value of another type.' },
          unresolved: { ...NAMES, description: 'References in the text that lead to nothing, such as `asset:sign`.' },
        },
      },
    ],
  },
};
