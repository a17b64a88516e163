import type { Outcome } from '#shared/audit';
import { DomainError } from '#shared/errors';

const DENIED = new Set([401, 403, 404, 429]);

/** The outcome in the audit log of a request that failed with this status. Probing for ids must stay visible as `denied`. */
export function outcomeOf(status: number, error: unknown): Outcome {
  if (status >= 500) return 'failed';
  if (status === 404 && error instanceof DomainError && error.isReferredTo) return 'rejected';
  return DENIED.has(status) ? 'denied' : 'rejected';
}
