import { sentenceOf, type FieldError } from './faults';

export type { FieldError } from './faults';

/** The kind of an error, in the words of the domain. Adapters translate it (platform/http/problem.ts for HTTP). */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'too_large'
  | 'unprocessable'
  | 'rate_limited'
  | 'unavailable'
  | 'failed';

/**
 * Base of all errors that a caller may see. `code` is for programs and never changes (`catalog.environment_taken`);
 * `message` is a sentence for people; `details` are extra members of the response and must hold no secret.
 */
export class DomainError extends Error {
  /** True when the input refers to the missing resource, and the request addresses another one. See {@link referredTo}. */
  isReferredTo = false;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly errors: readonly FieldError[] = [],
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** An input that breaks a rule of the domain; `errors` lists every fault at once. */
export class Invalid extends DomainError {
  constructor(code: string, errors: readonly FieldError[]) {
    super('invalid', code, sentenceOf(errors), errors);
  }
}

/** The object is missing, or belongs to another tenant or parent. The response is deliberately the same. */
export class NotFound extends DomainError {
  /** `name` is the caller's name for it; null where only its id is known, because it was deleted at the same time. */
  constructor(what: string, name: string | null) {
    const found = name === null ? `${what} not found: it was deleted at the same time` : `${what} '${name}' not found`;
    super('not_found', `${what.toLowerCase().replaceAll(' ', '_')}.not_found`, found);
  }
}

/** Marks an error about something that the input refers to: a field of the body, a parameter of the query, a stored text. */
export function asReferredTo<E extends DomainError>(error: E): E {
  error.isReferredTo = true;
  return error;
}

/**
 * Looks up something that the input refers to. Without it a `not_found` is about the resource that the request addresses; the
 * audit log tells the two apart (outcomes `rejected` and `denied`), and callers do not.
 */
export async function referredTo<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    throw error instanceof DomainError ? asReferredTo(error) : error;
  }
}

/** The caller is signed in and has no permission. */
export class Forbidden extends DomainError {
  constructor(message = 'You are not allowed to do this', code = 'access.forbidden') {
    super('forbidden', code, message);
  }
}

/** Somebody else changed the object between our read and our write. */
export class StaleRevision extends DomainError {
  constructor(
    readonly what: string,
    readonly id: string,
  ) {
    super('conflict', 'shared.stale_revision', `${what} '${id}' was changed by someone else at the same time; read it again`);
  }
}
