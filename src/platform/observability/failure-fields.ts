import { isConnectionLoss } from '#platform/persistence/violations';
import { DomainError } from '#shared/errors';

/** How a failure is logged: with its stack, except where something outside is away, which no stack explains. */
export function failureFields(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof DomainError && error.kind === 'unavailable') return { code: error.code, reason: reasonOf(error.cause ?? error) };
  return isConnectionLoss(error) ? { code: 'platform.database_away', reason: reasonOf(error) } : { err: error };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
