import { STATUS_CODES } from 'node:http';
import type { Request, Response } from 'express';
import { unavailability } from '#platform/persistence/unavailable';
import { isConnectionLoss, isImpossibleId } from '#platform/persistence/violations';
import { DomainError, type ErrorKind, type FieldError } from '#shared/errors';
import { AND_MORE, MAX_FAULTS } from '#shared/faults';
import { requestOrigin } from '#platform/observability/request-context';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
  failed: 500,
};

/** The maximum length of a sentence among several, and of one that stands alone and may quote a URL, in characters. */
const MAX_FAULT_LENGTH = 1_000;
const MAX_MESSAGE_LENGTH = 10_000;

/** A request that is refused before any route reads it, with a status that no DomainError has. */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The response to a failed request, with the members of RFC 9457 and those of the v1 contract. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly statusCode: number;
  readonly message: string | readonly string[];
  readonly error: string;
  readonly code: string;
  readonly requestId: string | null;
  readonly errors?: readonly FieldError[];
}

interface Cause {
  readonly status: number;
  readonly code: string;
  readonly message: string | readonly string[];
  readonly errors?: readonly FieldError[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The response is bounded: it lists the first faults, and cuts quotations of the request. */
export function problemOf(error: unknown): Problem {
  const { status, code, message: whole, errors: all, details } = causeOf(error);
  const message = typeof whole === 'string' ? cut(whole, MAX_MESSAGE_LENGTH) : listed(whole);
  const errors = all
    ?.slice(0, MAX_FAULTS)
    .map((each) => ({ pointer: cut(each.pointer, MAX_FAULT_LENGTH), message: cut(each.message, MAX_FAULT_LENGTH) }));
  const reason = STATUS_CODES[status] ?? 'Error';
  return {
    ...boundedDetails(details),
    type: 'about:blank',
    title: reason,
    status,
    detail: typeof message === 'string' ? message : message.join('; '),
    statusCode: status,
    message,
    error: reason,
    code,
    requestId: requestOrigin().requestId,
    ...(errors && errors.length > 0 ? { errors } : {}),
  };
}

const cut = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text);

const listed = (messages: readonly string[]): string[] => {
  const first = messages.slice(0, MAX_FAULTS).map((each) => cut(each, MAX_FAULT_LENGTH));
  return messages.length > MAX_FAULTS ? [...first, AND_MORE] : first;
};

/** Lists of names in the details are as long as the list of faults. */
const boundedDetails = (details: Cause['details'] = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, MAX_FAULTS) : value]));

/** `application/problem+json` if the `Accept` header names it, otherwise `application/json`. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="japm"');
  if (problem.status === 503) response.setHeader('Retry-After', '5');
  const { retryAfterSeconds } = problem as { readonly retryAfterSeconds?: unknown };
  if (typeof retryAfterSeconds === 'number') response.setHeader('Retry-After', String(retryAfterSeconds));
  const type = request.get('accept')?.includes('application/problem+json') ? 'application/problem+json' : 'application/json';
  response.status(problem.status).type(type).send(JSON.stringify(problem));
}

function causeOf(thrown: unknown): Cause {
  // A read that lost its connection has changed nothing.
  if (isConnectionLoss(thrown)) return { status: 503, code: 'platform.database_away', message: 'The database cannot be reached' };
  const error = unavailability(thrown);
  if (error instanceof DomainError) {
    const messages = error.errors.map((each) => each.message);
    return {
      status: STATUS[error.kind],
      code: error.code,
      message: error.kind === 'invalid' && messages.length > 0 ? [...new Set(messages)] : error.message,
      errors: error.errors,
      details: error.details,
    };
  }
  if (error instanceof RequestRefused) return { status: error.status, code: error.code, message: error.message };
  if (isImpossibleId(error)) return { status: 404, code: 'request.impossible_id', message: 'Nothing has an id of that form' };
  return parserCause(error) ?? { status: 500, code: 'internal', message: 'Internal server error' };
}

/** Express and its body parser mark errors that callers may see with a status and a type. */
function parserCause(error: unknown): Cause | undefined {
  const { type, status, limit, expose } = (error ?? {}) as { type?: string; status?: number; limit?: number; expose?: boolean };
  if (type === 'entity.too.large')
    return { status: 413, code: 'request.too_large', message: `The body is too large; at most ${limit ?? 0} bytes are allowed` };
  if (type === 'entity.parse.failed')
    return { status: 400, code: 'request.malformed_json', message: `The body is not valid JSON: ${(error as Error).message}` };
  if (error instanceof URIError)
    return { status: 400, code: 'request.malformed_url', message: 'The path is not percent-encoded correctly' };
  // Errors of zlib have no type.
  if (type === undefined && expose === true && status === 400)
    return { status, code: 'request.malformed_encoding', message: 'The body is not compressed as its Content-Encoding says' };
  if (type !== undefined && status !== undefined && status >= 400 && status < 500)
    return { status, code: 'request.refused', message: (error as Error).message };
  return undefined;
}
