import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Invalid } from '#shared/errors';
import { Faults } from '#shared/faults';
import { changedNumbers, KEEP_DIGITS, keepsDigits } from '#shared/json-numbers';
import { pointerTo } from './input-place';
import { RequestRefused } from './problem';

/** What one value may be deep is counted from the root of its body: a document has its versions two levels lower. */
export const MAX_JSON_DEPTH = 64;
export const MAX_DOCUMENT_DEPTH = MAX_JSON_DEPTH + 4;
/** Members and elements of a whole body. */
export const MAX_JSON_VALUES = 50_000;
/** The same of a prompt with all of its versions. */
export const MAX_DOCUMENT_VALUES = 200_000;
/** The same of a body that anybody may send. */
export const MAX_PUBLIC_JSON_VALUES = 100;
const NUL_ESCAPE = Buffer.from('\\u0000');

/** For `verify` of express.json: a look at the bytes before a parser or a validator spends time and stack on them. */
export const soundJson =
  (mostValues = MAX_JSON_VALUES, mostLevels = MAX_JSON_DEPTH) =>
  (_request: IncomingMessage, _response: unknown, body: Buffer, encoding: string): void => {
    // In other encodings a byte says nothing; RFC 8259 (8.1) knows UTF-8 only.
    if (encoding !== 'utf-8') throw new RequestRefused(415, 'request.not_utf8', 'The body must be UTF-8');
    if (holdsNul(body)) throw new RequestRefused(400, 'request.nul', 'The body must not contain U+0000');
    const keepsNumbers = scan(body, mostValues, mostLevels);
    // A decoder would put U+FFFD in the place of what it cannot read, and nobody would notice.
    if (!isUtf8(body)) throw new RequestRefused(400, 'request.malformed_utf8', 'The body is not valid UTF-8');
    if (!keepsNumbers) refuseChangedNumbers(body.toString());
  };

/** Throws when it is too deep or too long; answers whether all numbers keep their digits. */
function scan(body: Buffer, mostValues: number, mostLevels: number): boolean {
  let depth = 0;
  let values = 0;
  let keepsNumbers = true;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === QUOTE) at = endOfString(body, at);
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    else if (byte === COMMA) values += 1;
    else if (byte === MINUS || isDigit(byte)) {
      const start = at;
      while (isOfNumber(body[at + 1] ?? 0)) at += 1;
      keepsNumbers &&= keepsDigits(body.toString('latin1', start, at + 1));
    }
    if (depth > mostLevels)
      throw new RequestRefused(400, 'request.json_too_deep', `The body is nested too deeply; at most ${mostLevels} levels are allowed`);
    if (values > mostValues)
      throw new RequestRefused(400, 'request.json_too_long', `The body has too many values; at most ${mostValues} are allowed`);
  }
  return keepsNumbers;
}

function refuseChangedNumbers(json: string): void {
  try {
    JSON.parse(json);
  } catch {
    return; // No JSON: the parser says so.
  }
  const faults = new Faults();
  for (const { path, literal } of changedNumbers(json)) {
    const sentence = Number.isFinite(Number(literal)) ? KEEP_DIGITS : 'must be a finite number';
    faults.add(pointerTo(path), `${path.join('.') || 'body'} ${sentence}`);
    if (faults.areEnough) break;
  }
  if (faults.list.length > 0) throw new Invalid('request.unsound', faults.list);
}

const isDigit = (byte: number): boolean => byte >= DIGIT_0 && byte <= DIGIT_9;

const isOfNumber = (byte: number): boolean =>
  isDigit(byte) || byte === POINT || byte === MINUS || byte === PLUS || byte === LOWER_E || byte === UPPER_E;

const codeOf = (character: string): number => character.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA] = [codeOf('"'), codeOf('\\'), codeOf(',')];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [codeOf('['), codeOf(']'), codeOf('{'), codeOf('}')];
const [DIGIT_0, DIGIT_9, MINUS, PLUS] = [codeOf('0'), codeOf('9'), codeOf('-'), codeOf('+')];
const [POINT, LOWER_E, UPPER_E] = [codeOf('.'), codeOf('e'), codeOf('E')];

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
