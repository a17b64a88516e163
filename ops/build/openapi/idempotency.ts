import { KEY_FORM } from '#platform/http/idempotency-key';
import type { OperationDeclaration } from '#platform/http/operation';
import { KEY_REUSED } from './failures';
import { headerReference, type OperationObject, type Parameter } from './types';

export const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes the request safe to repeat. For 24 hours, another request with this key and the same content gets the stored response ' +
    'with `Idempotency-Replayed: true`. With other content the response is 422, and while the first request is being processed it ' +
    'is 409 with `Retry-After`. A failed request leaves the key free',
  schema: { type: 'string', ...KEY_FORM },
  example: '8f3b2c1e-order-mail',
};

/** Adds the key, and what may come of it, where the operation takes one. */
export function addIdempotency(operation: OperationObject, { idempotent = false, secrets }: OperationDeclaration): void {
  if (secrets) operation['x-secrets'] = secrets;
  if (!idempotent) return;
  operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  operation.responses = { 422: KEY_REUSED, ...operation.responses };
  const good = operation.responses[201] ?? operation.responses[200];
  if (good) good.headers = { ...good.headers, 'Idempotency-Replayed': headerReference('IdempotencyReplayed') };
}
