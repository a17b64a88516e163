import { DomainError, type ErrorKind } from '#shared/errors';
import { Interrupted, UsageError } from './command';

/** The exit codes of every command; `verify`, `diff` and `import` say in their help what 1 means for them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  denied: 4,
  conflict: 5,
  away: 6,
  waiting: 7,
  interrupted: 130,
} as const;

export const EXIT_HELP = [
  'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 not signed in or not allowed, 5 conflict,',
  '6 the server is away, 7 approvals are missing, 130 interrupted.',
].join('\n');

const BY_KIND: Partial<Record<ErrorKind, number>> = {
  not_found: EXIT.notFound,
  unauthenticated: EXIT.denied,
  forbidden: EXIT.denied,
  conflict: EXIT.conflict,
  precondition_failed: EXIT.conflict,
  rate_limited: EXIT.away,
  unavailable: EXIT.away,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (error instanceof UsageError) return EXIT.usage;
  return (error instanceof DomainError ? BY_KIND[error.kind] : undefined) ?? EXIT.failed;
}
