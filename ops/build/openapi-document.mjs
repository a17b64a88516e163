import { correctSchemas } from './openapi-schemas.mjs';

// What every operation has in common is written here once, and not as decorators on each controller method.

const problem = (status, reason, code, message) => ({
  description: reason,
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/Problem' },
      example: {
        type: 'about:blank',
        title: reason,
        status,
        detail: Array.isArray(message) ? message.join('; ') : message,
        statusCode: status,
        message,
        error: reason,
        code,
        requestId: '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21',
        ...(Array.isArray(message) ? { errors: [{ pointer: '/name', message: message[0] }] } : {}),
      },
    },
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  },
});

const RESPONSES = {
  400: problem(400, 'Bad Request', 'request.invalid', ['name is required']),
  401: problem(401, 'Unauthorized', 'access.unauthenticated', 'Credentials are missing or not valid'),
  403: problem(403, 'Forbidden', 'access.forbidden', "Your role 'user' does not allow 'user:write'"),
  404: problem(404, 'Not Found', 'project.not_found', "Project 'shop' not found"),
  409: problem(409, 'Conflict', 'catalog.project_taken', "Project 'Shop' already exists in this tenant"),
  413: problem(413, 'Payload Too Large', 'request.too_large', 'The body is too large; at most 2097152 bytes are allowed'),
  422: problem(422, 'Unprocessable Entity', 'prompts.variables_rejected', "variable 'who' is missing"),
  429: {
    ...problem(429, 'Too Many Requests', 'request.rate_limited', 'Too many requests; try again in 12 s'),
    headers: {
      'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
      RateLimit: {
        description: 'What is left of each policy (draft-ietf-httpapi-ratelimit-headers).',
        schema: { type: 'string' },
        example: '"reads";r=0;t=12',
      },
    },
  },
  500: problem(500, 'Internal Server Error', 'internal', 'Internal server error'),
  503: problem(503, 'Service Unavailable', 'platform.database_away', 'The database cannot be reached'),
};

const PROBLEM = {
  type: 'object',
  description: 'A failed request: the members of RFC 9457 and those of the v1 contract.',
  required: ['type', 'title', 'status', 'detail', 'statusCode', 'message', 'error', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    statusCode: { type: 'integer' },
    message: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    error: { type: 'string' },
    code: { type: 'string', description: 'Stable; starts with the context.' },
    requestId: { type: 'string', nullable: true },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: { type: 'string', description: 'JSON pointer (RFC 6901) into the body' }, message: { type: 'string' } },
      },
    },
  },
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The statuses that an operation may answer besides its good ones. */
function failuresOf(method, path, operation) {
  const secured = (operation.security ?? []).length > 0;
  const statuses = [429, 500, 503];
  if (operation.requestBody || (operation.parameters ?? []).length > 0) statuses.push(400);
  if (operation.requestBody) statuses.push(413);
  if (secured) statuses.push(401, 403);
  if (path.includes('{')) statuses.push(404);
  if (method !== 'get' && path.includes('/api/')) statuses.push(404, 409);
  if (operation['x-failures']) statuses.push(...operation['x-failures']);
  return statuses;
}

/** tsoa's document with title, servers, common failures and permissions. */
export function completeDocument(document, { version, description }) {
  document.info = {
    title: 'JAPM',
    version,
    description: `${description}. Errors are problem details; every change is on the audit trail.`,
    license: { name: 'Proprietary', url: 'https://example.com/licence' },
  };
  document.servers = [{ url: '/', description: 'This installation' }];
  document.components.schemas.Problem = PROBLEM;
  const tags = new Set();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((each) => item[each])) {
      const operation = item[method];
      (operation.tags ?? []).forEach((tag) => tags.add(tag));
      operation.summary ??= (operation.description ?? '').split('. ')[0].replace(/\.$/u, '');
      const permissions = [...new Set((operation.security ?? []).flatMap((each) => Object.values(each).flat()))];
      if (permissions.length > 0) operation['x-permission'] = permissions[0];
      // OpenAPI 3.0 allows scopes for OAuth 2 only.
      operation.security = (operation.security ?? []).map((each) => Object.fromEntries(Object.keys(each).map((scheme) => [scheme, []])));
      for (const status of failuresOf(method, path, operation)) operation.responses[status] ??= RESPONSES[status];
      delete operation['x-failures'];
    }
  }
  correctSchemas(document);
  document.tags = [...tags].sort().map((name) => ({ name }));
  return document;
}
