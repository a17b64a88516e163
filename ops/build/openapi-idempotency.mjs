// Idempotency-Key on every POST that creates: secured, answered with 201, not the serving of a text, and no action on what is
// there already, which takes If-Match instead.

import { isServing, KEY_REUSED } from './openapi-failures.mjs';

export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes the request safe to repeat: for 24 hours another one with this key and the same content gets the stored answer, with ' +
    '`Idempotency-Replayed: true`; with other content 422, while the first is under way 409 with `Retry-After`. A failed request ' +
    'leaves the key free',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  example: '8f3b2c1e-order-mail',
};

/** `x-secrets` of an operation names what its answer shows only once: such an answer is not stored, and a repetition is a 409. */
export function addIdempotency(document) {
  document.components.headers.IdempotencyReplayed = {
    description: 'The answer of the first request with this key; missing on that one',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  };
  for (const { post } of Object.values(document.paths)) {
    const takesKey = post && isCreating(post);
    delete post?.['x-idempotent'];
    if (!takesKey) continue;
    post.parameters = [...(post.parameters ?? []), IDEMPOTENCY_KEY];
    post.responses[422] ??= KEY_REUSED;
    const good = post.responses[201] ?? post.responses[200];
    good.headers = { ...good.headers, 'Idempotency-Replayed': { $ref: '#/components/headers/IdempotencyReplayed' } };
  }
}

/** `x-idempotent` says so of one that answers 200; with false one does not take it that must not run in a transaction. */
const isCreating = (operation) =>
  operation.security.length > 0 &&
  !isServing(operation) &&
  operation['x-idempotent'] !== false &&
  !operation.parameters?.some(({ name }) => name === 'If-Match') &&
  (operation.responses[201] !== undefined || operation['x-idempotent'] === true);
