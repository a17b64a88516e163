import { isConnectionLoss } from '#platform/persistence/violations';
import { DomainError } from '#shared/errors';

/** The log fields of a failure: with its stack, unless an external system is unavailable, which no stack explains. */
export function failureFields(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof DomainError && error.kind === 'unavailable') return { code: error.code, reason: reasonOf(error.cause ?? error) };
  return isConnectionLoss(error) ? { code: 'platform.database_away', reason: reasonOf(error) } : { err: error };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
