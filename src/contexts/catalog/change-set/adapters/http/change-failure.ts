import { RequestRefused } from '#platform/http/problem';
import type { AttributedFailure } from '#shared/audit';
import { asReferredTo, DomainError, type FieldError } from '#shared/errors';

/** Turns the failure of one change into the failure of the set, with the same status and code. Response and audit log have the index of the change. */
export function changeFailure(index: number, error: unknown, attempt: AttributedFailure['attempt']): unknown {
  const failure = failureOf(index, error);
  return failure instanceof Error ? Object.assign(failure, { attempt }) : failure;
}

function failureOf(index: number, error: unknown): unknown {
  const change = `/changes/${index}`;
  // The pointers change, because a parameter of the route is a member of the change.
  const within = ({ pointer, message }: FieldError): FieldError => ({
    pointer: pointer.startsWith('?') ? change : `${change}/body${pointer}`,
    message: `Change ${index}: ${message}`,
  });
  if (error instanceof DomainError) {
    const errors = error.errors.length > 0 ? error.errors.map(within) : [within({ pointer: '?', message: error.message })];
    const failure = new DomainError(error.kind, error.code, `Change ${index}: ${error.message}`, errors, {
      ...error.details,
      change: index,
    });
    return error.isReferredTo ? asReferredTo(failure) : failure;
  }
  if (error instanceof RequestRefused) return new RequestRefused(error.status, error.code, `Change ${index}: ${error.message}`);
  return error; // of the database, which may try the whole again
}
