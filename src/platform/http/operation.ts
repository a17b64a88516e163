import { Middlewares } from '@tsoa/runtime';
import type { Request, RequestHandler } from 'express';
import type { AuditRule } from '#shared/audit';
import type { SomeListRules } from '#shared/list';
import { authenticated } from './authentication';
import { unconditionalOnly } from './conditional';

/**
 * What a route is beside its path, its parameters and its response. The running server and the OpenAPI document read the same
 * object; the build completes the document from it (`ops/build/openapi`).
 */
export interface OperationDeclaration {
  /** What the caller must be allowed to do; null: the route asks for no credentials. */
  readonly permission: string | null;
  /** Whether an API key may call it whose scopes do not name the permission. */
  readonly anyKey?: boolean;
  /** What the operation is called in the audit log, in which its failed attempts stand as well. */
  readonly audit: AuditRule;
  /** Whether it takes an `Idempotency-Key`. It must do all of its work in one transaction. */
  readonly idempotent?: boolean;
  /** Members of the response that are shown once: it is not stored for the repetition of a request. */
  readonly secrets?: readonly string[];
  /**
   * `read`: the response has an ETag, and `If-None-Match` is answered with 304. `change`: `If-Match` is honored with 412, and the
   * response has an ETag. `create`: the response has an ETag. Absent: none of these; what is no GET refuses conditions.
   */
  readonly conditional?: 'read' | 'change' | 'create';
  /** The failures that not every operation of its kind can end with; 422 is that of the values of variables. */
  readonly failures?: readonly FailureStatus[];
  /** What may be asked of the list that it responds with. */
  readonly list?: SomeListRules;
  /** Whether its body may be as long as a prompt with all of its versions (`server.documentBodyLimitBytes`). */
  readonly longBody?: boolean;
  /** Headers of its good responses, besides those that follow from the rest. */
  readonly headers?: readonly ('ETag' | 'Link' | 'Warning')[];
  /** An example of the response as text, alone or beside JSON. */
  readonly text?: string;
  /** Whether it may be called with query parameters that it does not know. */
  readonly anyQuery?: boolean;
  /** Whether it serves texts to applications: it counts as a read whatever its method, and its caller may be a second old. */
  readonly serves?: boolean;
  /**
   * How its requests are counted, where that is not as reads or writes. `guesses`: by address, since somebody may guess a password or
   * a token with them, or signs in. `never`: probes of machines.
   */
  readonly counted?: 'execution' | 'guesses' | 'never';
}

export type FailureStatus = 401 | 403 | 404 | 409 | 412 | 422;

const declared = new Map<string, OperationDeclaration>();
const addressed = new WeakMap<Request, OperationDeclaration>();

/** Declares the operation of a controller method. Every route has it (test/architecture). */
export const Operation =
  (operation: OperationDeclaration): MethodDecorator =>
  (target, method, descriptor) => {
    declared.set(operationId(target.constructor.name, String(method)), operation);
    Middlewares<RequestHandler>(...stepsBefore(operation))(target, method, descriptor);
  };

/** `Tags_create` for the method `create` of `TagsController`: what the OpenAPI document calls the operation. */
export const operationId = (controller: string, method: string): string => `${controller.replace(/Controller$/u, '')}_${method}`;

/** All operations whose controllers are loaded, by id. */
export const declaredOperations = (): ReadonlyMap<string, OperationDeclaration> => declared;

/** The operation that a request has reached; undefined before it has, and in an inner call. */
export const operationOf = (request: Request): OperationDeclaration | undefined => addressed.get(request);

/** Marks a request as one of that operation. */
export function reach(request: Request, operation: OperationDeclaration): void {
  addressed.set(request, operation);
}

/** What stands before the handler, in this order: a caller without permission learns nothing else. */
function stepsBefore(operation: OperationDeclaration): RequestHandler[] {
  const { permission, anyKey = false, conditional } = operation;
  const reached: RequestHandler = (request, _response, next) => {
    reach(request, operation);
    next();
  };
  return [
    reached,
    ...(permission === null ? [] : [authenticated(permission, anyKey)]),
    ...(conditional === 'change' ? [] : [unconditionalOnly]),
  ];
}
