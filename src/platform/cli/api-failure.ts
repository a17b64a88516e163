import { z } from 'zod';
import { DomainError, type ErrorKind } from '#shared/errors';

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'too_large',
  429: 'rate_limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** The members of an error response that the message uses. Each may be missing or malformed. */
const PROBLEM = z.object({
  message: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  code: z.string().optional().catch(undefined),
  requestId: z.string().optional().catch(undefined),
  errors: z
    .array(z.object({ pointer: z.string(), message: z.string() }))
    .optional()
    .catch(undefined),
  /** The index of the change in a change set. */
  change: z.number().optional().catch(undefined),
});

/** The content of a server's error response, in one line for people. */
export function apiFailure(status: number, body: unknown): DomainError {
  const problem = PROBLEM.safeParse(body).data ?? {};
  const message = Array.isArray(problem.message) ? problem.message.join('; ') : problem.message;
  const request = status >= 500 && problem.requestId !== undefined ? `, request ${problem.requestId}` : '';
  return new DomainError(
    KINDS[status] ?? 'unprocessable',
    problem.code ?? `http.${String(status)}`,
    `${message ?? 'the server refused'} (${String(status)}${request})`,
    problem.errors ?? [],
    problem.change === undefined ? {} : { change: problem.change },
  );
}
