import type { Request } from 'express';
import type { Controller } from '@tsoa/runtime';
import { IdempotentCalls } from '#platform/idempotency/idempotent-calls';
import type { StoredResponse } from '#platform/idempotency/idempotency-key.table';
import type { Actor } from '#shared/actor';
import { canonicalBytes } from '#shared/canonical-json';
import { knownActorOf } from './authentication';
import { tagOf } from './conditional';
import { isIdempotencyKey } from './idempotency-key';
import { operationOf, type OperationDeclaration } from './operation';
import { RequestRefused } from './problem';
import { ProjectGate } from './project-gate';

const HEADER = 'idempotency-key';
/** The maximum size of a stored response. A longer one is not stored. */
const KEPT_BYTES = 1024 * 1024;

/**
 * Makes a controller's method take effect once for each key, if its operation is idempotent and the request has a key. The caller and the
 * body have been checked before. The response is stored in the transaction of the change. `status` is the status of a successful response.
 */
export async function oncePerKey(
  { req: request }: { readonly req?: Request },
  controller: Controller,
  status = 200,
  call: () => Promise<unknown>,
): Promise<unknown> {
  const operation = request && operationOf(request);
  const key = request?.get(HEADER);
  const actor = request && knownActorOf(request);
  if (!request || operation?.idempotent !== true || key === undefined || !actor) return call();
  if (!isIdempotencyKey(key))
    throw new RequestRefused(400, 'request.malformed_idempotency_key', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
  const calls = (request.app.locals.container as { get(token: unknown): IdempotentCalls }).get(IdempotentCalls);
  const { method, path, query } = request;
  // The comparison uses the canonical form, so that a repeated request may have its members in another order.
  const content = canonicalBytes([query, request.body ?? null]).toString();
  let answer: unknown;
  const stored = await calls.once({ actor, key, method, path, content }, async () => {
    answer = await call();
    return responseOf(request, controller, { ...operation, status: controller.getStatus() ?? status }, answer);
  });
  if (!stored) return answer;
  await requireProject(request, actor, operation);
  controller.setStatus(stored.status);
  for (const [name, value] of Object.entries(stored.headers)) controller.setHeader(name, value);
  controller.setHeader('Idempotency-Replayed', 'true');
  return stored.body === null ? undefined : (JSON.parse(stored.body) as unknown);
}

/** Callers that have lost access to the project do not see the response again. */
async function requireProject(request: Request, actor: Actor, { permission }: OperationDeclaration): Promise<void> {
  const { projectId } = request.params;
  if (typeof projectId !== 'string' || permission === null) return;
  const gate = (request.app.locals.container as { get(token: unknown): ProjectGate }).get(ProjectGate);
  await gate.require(actor, projectId, permission);
}

function responseOf(
  request: Request,
  controller: Controller,
  { status, secrets = [] }: OperationDeclaration & { readonly status: number },
  answer: unknown,
): StoredResponse {
  const text = JSON.stringify(answer) as string | undefined;
  const tag = text === undefined ? undefined : tagOf(request, text);
  const withheld = withheldOf(text, secrets);
  const headers = Object.entries(controller.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return {
    status,
    headers: Object.fromEntries([...headers, ...(tag === undefined ? [] : [['ETag', tag]])]) as Record<string, string>,
    body: withheld === null ? (text ?? null) : null,
    withheld,
  };
}

function withheldOf(text: string | undefined, secrets: readonly string[]): StoredResponse['withheld'] {
  if (secrets.length > 0) return 'secret';
  return text !== undefined && Buffer.byteLength(text) > KEPT_BYTES ? 'length' : null;
}
