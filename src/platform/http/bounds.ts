import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Invalid, type FieldError } from '#shared/errors';
import { RequestRefused } from './problem';
import { pointerTo } from './validation-problem';

/** Of path and query together, in characters. */
const LONGEST_URL = 8192;
const MOST_QUERY_PARAMETERS = 100;
const DEEPEST_JSON = 64;
/** Members and elements of a whole body; each may cost a message when the body is refused. */
const MOST_JSON_VALUES = 50_000;
const NUL_ESCAPE = Buffer.from('\\u0000');

/** Refuses URLs that no client of ours sends, before anything looks into them. Node itself bounds the headers (431). */
export const boundedUrl: RequestHandler = ({ originalUrl }, _response, next) => {
  if (originalUrl.length > LONGEST_URL)
    throw new RequestRefused(414, 'request.url_too_long', `The URL is too long; at most ${LONGEST_URL} characters are allowed`);
  const start = originalUrl.indexOf('?');
  if (start >= 0 && originalUrl.split('&', MOST_QUERY_PARAMETERS + 1).length > MOST_QUERY_PARAMETERS)
    throw new RequestRefused(
      400,
      'request.query_too_long',
      `The query has too many parameters; at most ${MOST_QUERY_PARAMETERS} are allowed`,
    );
  // Decoded only once later on: `%2500` is a text that no database cuts off.
  if (originalUrl.includes('%00')) throw new RequestRefused(400, 'request.nul', 'The URL must not contain U+0000');
  next();
};

/** For `verify` of express.json: a look at the bytes before a parser or a validator spends time and stack on them. */
export function requireModestJson(_request: IncomingMessage, _response: unknown, body: Buffer, encoding: string): void {
  // In other encodings a byte says nothing; RFC 8259 (8.1) knows UTF-8 only.
  if (encoding !== 'utf-8') throw new RequestRefused(415, 'request.not_utf8', 'The body must be UTF-8');
  if (holdsNul(body)) throw new RequestRefused(400, 'request.nul', 'The body must not contain U+0000');
  let depth = 0;
  let values = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) at = endOfString(body, at);
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    else if (byte === COMMA) values += 1;
    if (depth > DEEPEST_JSON)
      throw new RequestRefused(400, 'request.json_too_deep', `The body is nested too deeply; at most ${DEEPEST_JSON} levels are allowed`);
    if (values > MOST_JSON_VALUES)
      throw new RequestRefused(400, 'request.json_too_long', `The body has too many values; at most ${MOST_JSON_VALUES} are allowed`);
  }
  // A decoder would put U+FFFD in the place of what it cannot read, and nobody would be told.
  if (!isUtf8(body)) throw new RequestRefused(400, 'request.malformed_utf8', 'The body is not valid UTF-8');
}

const MEAN_THEIR_BODY = ['POST', 'PUT', 'PATCH'];

/** Stands behind the JSON parser: a body that it did not read must not pass for none, or a change would change nothing. */
export const jsonOnly: RequestHandler = async (request, _response, next) => {
  if (request.body === undefined && MEAN_THEIR_BODY.includes(request.method) && (await sendsBody(request)))
    throw new RequestRefused(415, 'request.not_json', 'The body must be JSON, with Content-Type: application/json');
  next();
};

/** Who marks a request as chunked may send nothing, whatever type it names. */
async function sendsBody(request: IncomingMessage): Promise<boolean> {
  const { 'content-length': length, 'transfer-encoding': transfer } = request.headers;
  if (length !== undefined || transfer === undefined) return Number(length ?? 0) > 0;
  await once(request, 'readable');
  return request.read() !== null;
}

/**
 * Refuses what JSON can say and no database can hold: half of a surrogate pair, which a column would replace, and a
 * number beyond all numbers, which the validator would take for null.
 */
export const soundBody: RequestHandler = (request, _response, next) => {
  const errors = [...unsound(request.body, [])];
  if (errors.length > 0) throw new Invalid('request.unsound', errors);
  next();
};

function* unsound(value: unknown, path: readonly string[]): Generator<FieldError> {
  const fault = (message: string): FieldError => ({ pointer: pointerTo(path), message: `${path.join('.') || 'body'} ${message}` });
  if (typeof value === 'string' && !value.isWellFormed()) yield fault('must be well-formed Unicode');
  else if (value === Infinity || value === -Infinity) yield fault('must be a finite number');
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) {
      if (!name.isWellFormed()) yield fault('must have well-formed names');
      else yield* unsound(member, [...path, name]);
    }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}') as unknown as readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Databases end a text at U+0000 or keep it, as they like. JSON can say it in one way only: unescaped it is malformed (RFC 8259, 7). */
function holdsNul(body: Buffer): boolean {
  for (let at = body.indexOf(NUL_ESCAPE); at >= 0; at = body.indexOf(NUL_ESCAPE, at + 1)) if (!isEscaped(body, at)) return true;
  return false;
}

/** Whether an odd number of backslashes stands before that byte. */
function isEscaped(body: Buffer, at: number): boolean {
  let before = at;
  while (body[before - 1] === BACKSLASH) before -= 1;
  return (at - before) % 2 === 1;
}

/** Place of the closing quote; the end of the body when there is none. */
function endOfString(body: Buffer, start: number): number {
  for (let end = body.indexOf(QUOTE, start + 1); end >= 0; end = body.indexOf(QUOTE, end + 1)) {
    if (!isEscaped(body, end)) return end;
  }
  return body.length;
}
