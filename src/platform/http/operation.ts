import { Middlewares } from '@tsoa/runtime';
import type { Request, RequestHandler } from 'express';
import type { AuditRule } from '#shared/audit';
import type { SomeListRules } from '#shared/list';
import { authenticated } from './authentication';
import { unconditionalOnly } from './conditional';

/**
 * The properties of a route besides its path, its parameters and its response. The running server and the OpenAPI document read the same
 * object; the build completes the document from it (`ops/build/openapi`).
 */
export interface OperationDeclaration {
  /** The permission that the caller needs. Null: the route requires no credentials. */
  readonly permission: string | null;
  /** Whether API keys may call it whose scopes do not name the permission. */
  readonly anyKey?: boolean;
  /** The name of the operation in the audit log, also for its failed attempts. */
  readonly audit: AuditRule;
  /** Whether it accepts an `Idempotency-Key`. Such an operation must do all of its work in one transaction. */
  readonly idempotent?: boolean;
  /** The members of the response that are shown only once. The response is not stored for a repeated request. */
  readonly secrets?: readonly string[];
  /**
   * `read`: the response has an ETag, and `If-None-Match` is answered with 304. `change`: `If-Match` is honored with 412, and the response
   * has an ETag. `create`: the response has an ETag. Absent: none of these; all methods but GET refuse conditions.
   */
  readonly conditional?: 'read' | 'change' | 'create';
  /** The failures that not every operation of its kind can have. 422 is for the values of variables. */
  readonly failures?: readonly FailureStatus[];
  /** The parameters of the list that it returns. */
  readonly list?: SomeListRules;
  /** Whether its body may have the length of a prompt with all of its versions (`server.documentBodyLimitBytes`). */
  readonly longBody?: boolean;
  /** The headers of its successful responses, besides those that follow from the other properties. */
  readonly headers?: readonly ('ETag' | 'Link' | 'Warning')[];
  /** An example of the response as text, alone or beside JSON. */
  readonly text?: string;
  /** An example of the response as server-sent events, for callers that accept these, beside JSON. */
  readonly events?: string;
  /** Whether it accepts unknown query parameters. */
  readonly anyQuery?: boolean;
  /**
   * Whether it serves texts to applications: it counts as a read whatever its method, and the data about its caller may be a second old.
   */
  readonly serves?: boolean;
  /**
   * How its requests are counted, if not as reads or writes. `guesses`: by address, because a password or a token could be guessed with
   * them. `never`: probes of machines.
   */
  readonly counted?: 'execution' | 'guesses' | 'never';
  /**
   * The array of the body whose elements are requests of their own: the faults of one do not refuse the others
   * (`faultsOfElements`), and the limits count each of them.
   */
  readonly batch?: string;
}

export type FailureStatus = 401 | 403 | 404 | 409 | 412 | 422;

const declared = new Map<string, OperationDeclaration>();
const addressed = new WeakMap<Request, OperationDeclaration>();

/** Declares the operation of a controller method. Every route has a declaration (test/architecture). */
export const Operation =
  (operation: OperationDeclaration): MethodDecorator =>
  (target, method, descriptor) => {
    declared.set(operationId(target.constructor.name, String(method)), operation);
    Middlewares<RequestHandler>(...stepsBefore(operation))(target, method, descriptor);
  };

/** The name in the OpenAPI document: `Tags_create` for the method `create` of `TagsController`. */
export const operationId = (controller: string, method: string): string => `${controller.replace(/Controller$/u, '')}_${method}`;

/** The operations of all loaded controllers, by id. */
export const declaredOperations = (): ReadonlyMap<string, OperationDeclaration> => declared;

/** The operation that a request has reached; undefined before that, and in an inner call. */
export const operationOf = (request: Request): OperationDeclaration | undefined => addressed.get(request);

/** Marks a request as one of that operation. */
export function reach(request: Request, operation: OperationDeclaration): void {
  addressed.set(request, operation);
}

/** The steps before the handler, in this order. A caller without permission learns nothing else. */
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
