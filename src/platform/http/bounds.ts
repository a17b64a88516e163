import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Invalid, type FieldError } from '#shared/errors';
import { Faults } from '#shared/faults';
import { RequestRefused } from './problem';
import { pointerTo } from './input-place';

/** The maximum length of path and query together, in characters. */
const MAX_URL_LENGTH = 8192;
const MAX_QUERY_PARAMETERS = 100;

/** Refuses URLs that no client needs, before anything reads them. Node itself limits the headers (431). */
export const boundedUrl: RequestHandler = ({ originalUrl }, _response, next) => {
  if (originalUrl.length > MAX_URL_LENGTH)
    throw new RequestRefused(414, 'request.url_too_long', `The URL is too long; at most ${MAX_URL_LENGTH} characters are allowed`);
  const start = originalUrl.indexOf('?');
  if (start >= 0 && originalUrl.split('&', MAX_QUERY_PARAMETERS + 1).length > MAX_QUERY_PARAMETERS)
    throw new RequestRefused(
      400,
      'request.query_too_long',
      `The query has too many parameters; at most ${MAX_QUERY_PARAMETERS} are allowed`,
    );
  // The URL is decoded only once later on: `%2500` is a text that no database cuts off.
  if (originalUrl.includes('%00')) throw new RequestRefused(400, 'request.nul', 'The URL must not contain U+0000');
  next();
};

const MEAN_THEIR_BODY = ['POST', 'PUT', 'PATCH'];

/** Runs after the JSON parser. A body that the parser did not read must not count as absent, because the change would then do nothing. */
export const jsonOnly: RequestHandler = async (request, _response, next) => {
  if (request.body === undefined && MEAN_THEIR_BODY.includes(request.method) && (await sendsBody(request)))
    throw new RequestRefused(415, 'request.not_json', 'The body must be JSON, with Content-Type: application/json');
  next();
};

/** A chunked request may have an empty body, whatever its content type. */
async function sendsBody(request: IncomingMessage): Promise<boolean> {
  const { 'content-length': length, 'transfer-encoding': transfer } = request.headers;
  if (length !== undefined || transfer === undefined) return Number(length ?? 0) > 0;
  await once(request, 'readable');
  return request.read() !== null;
}

/** Refuses what JSON can express and a database cannot store: half of a surrogate pair, which a column would replace. */
export const soundBody: RequestHandler = (request, _response, next) => {
  if (isSound(request.body)) {
    next();
    return;
  }
  const faults = new Faults();
  for (const { pointer, message } of unsound(request.body, [])) {
    faults.add(pointer, message);
    if (faults.areEnough) break;
  }
  throw new Invalid('request.unsound', faults.list);
};

/** Most bodies are well formed, and the places of their values are not needed. */
function isSound(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSound);
  for (const name in value) if (!name.isWellFormed() || !isSound((value as Record<string, unknown>)[name])) return false;
  return true;
}

function* unsound(value: unknown, path: readonly string[]): Generator<FieldError> {
  const fault = (message: string): FieldError => ({ pointer: pointerTo(path), message: `${path.join('.') || 'body'} ${message}` });
  if (typeof value === 'string' && !value.isWellFormed()) yield fault('must be well-formed Unicode');
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) {
      if (!name.isWellFormed()) yield fault('must have well-formed names');
      else yield* unsound(member, [...path, name]);
    }
}
