import { DomainError } from '#shared/errors';

/** How a failure is logged: with its stack, except where something outside is away, which no stack explains. */
export function failureFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof DomainError) || error.kind !== 'unavailable') return { err: error };
  return { code: error.code, reason: error.cause instanceof Error ? error.cause.message : error.message };
}
