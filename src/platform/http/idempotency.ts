import type { Request } from 'express';
import type { Controller } from '@tsoa/runtime';
import { IdempotentCalls } from '#platform/idempotency/idempotent-calls';
import type { StoredAnswer } from '#platform/idempotency/idempotency-key.table';
import type { Actor } from '#shared/actor';
import { canonicalBytes } from '#shared/canonical-json';
import { knownActorOf } from './authentication';
import { tagOf } from './conditional';
import { openApiDocument } from './docs';
import { RequestRefused } from './problem';
import { ProjectGate } from './project-gate';

const HEADER = 'idempotency-key';
/** Of an answer; what is longer is not kept. */
const KEPT_BYTES = 1024 * 1024;
const KEY = /^[\x21-\x7e]{1,255}$/u;

interface KeyedOperation {
  readonly status: number;
  /** Members of the answer that are shown once. */
  readonly secrets: readonly string[];
  readonly permission: string | undefined;
}
interface OperationObject {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly { readonly name: string }[];
  readonly 'x-permission'?: string;
  readonly 'x-secrets'?: readonly string[];
}
type Method = (...args: unknown[]) => Promise<unknown>;

let operations: ReadonlyMap<string, KeyedOperation> | undefined;

/** The operations that take the header: those of the OpenAPI document that say so. */
function keyedOperations(): ReadonlyMap<string, KeyedOperation> {
  const { paths } = openApiDocument() as { readonly paths: Readonly<Record<string, { readonly post?: OperationObject }>> };
  const keyed = Object.values(paths).flatMap(({ post }) =>
    post?.parameters?.some(({ name }) => name.toLowerCase() === HEADER) ? [post] : [],
  );
  return new Map(
    keyed.map(({ operationId, responses, 'x-permission': permission, 'x-secrets': secrets = [] }) => [
      operationId,
      { status: Number(Object.keys(responses).find((each) => each.startsWith('2'))), secrets, permission },
    ]),
  );
}

/**
 * A controller whose creating methods take effect once a key: it stands between tsoa and the controller, so that the call has
 * its caller and a valid body, and its answer can be stored in the transaction that it made.
 */
export function withIdempotency<T>(request: Request, controller: T & Controller): T {
  const key = request.get(HEADER);
  if (request.method !== 'POST' || key === undefined) return controller;
  operations ??= keyedOperations();
  const prototype = Object.getPrototypeOf(controller) as Record<string, unknown>;
  const name = (controller as object).constructor.name.replace(/Controller$/u, '');
  const calls = Object.fromEntries(
    Object.getOwnPropertyNames(prototype).map((method) => {
      const call = (prototype[method] as Method).bind(controller);
      const operation = operations?.get(`${name}_${method}`);
      return [method, operation ? (...args: unknown[]) => once(request, controller, operation, key, () => call(...args)) : call];
    }),
  );
  // tsoa takes the method from the prototype, and status and headers from the object.
  return new Proxy(controller, {
    getPrototypeOf: () => calls,
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property);
      return typeof member === 'function' ? (member as Method).bind(target) : member;
    },
  });
}

async function once(
  request: Request,
  controller: Controller,
  operation: KeyedOperation,
  key: string,
  call: () => Promise<unknown>,
): Promise<unknown> {
  const actor = knownActorOf(request);
  if (!actor) return call();
  if (!KEY.test(key))
    throw new RequestRefused(400, 'request.malformed_idempotency_key', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
  const calls = (request.app.locals.container as { get(token: unknown): IdempotentCalls }).get(IdempotentCalls);
  const { method, path, query } = request;
  // Canonical: who sends the same again need not write its members in the same order.
  const content = canonicalBytes([query, request.body ?? null]).toString();
  let answer: unknown;
  const stored = await calls.once({ actor, key, method, path, content }, async () => {
    answer = await call();
    return answerOf(request, controller, operation, answer);
  });
  if (!stored) return answer;
  await requireProject(request, actor, operation);
  controller.setStatus(stored.status);
  for (const [name, value] of Object.entries(stored.headers)) controller.setHeader(name, value);
  controller.setHeader('Idempotency-Replayed', 'true');
  return stored.body === null ? undefined : (JSON.parse(stored.body) as unknown);
}

/** Callers who lost the project since then do not see again what they made in it. */
async function requireProject(request: Request, actor: Actor, { permission }: KeyedOperation): Promise<void> {
  const { projectId } = request.params;
  if (typeof projectId !== 'string' || permission === undefined) return;
  const gate = (request.app.locals.container as { get(token: unknown): ProjectGate }).get(ProjectGate);
  await gate.require(actor, projectId, permission);
}

function answerOf(request: Request, controller: Controller, { status, secrets }: KeyedOperation, answer: unknown): StoredAnswer {
  const text = JSON.stringify(answer) as string | undefined;
  const tag = text === undefined ? undefined : tagOf(request, text);
  const withheld = withheldOf(text, secrets);
  const headers = Object.entries(controller.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return {
    status: controller.getStatus() ?? status,
    headers: Object.fromEntries([...headers, ...(tag === undefined ? [] : [['ETag', tag]])]) as Record<string, string>,
    body: withheld === null ? (text ?? null) : null,
    withheld,
  };
}

function withheldOf(text: string | undefined, secrets: readonly string[]): StoredAnswer['withheld'] {
  if (secrets.length > 0) return 'secret';
  return text !== undefined && Buffer.byteLength(text) > KEPT_BYTES ? 'length' : null;
}
