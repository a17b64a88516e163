import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Invalid } from '#shared/errors';
import { Faults } from '#shared/faults';
import { changedNumbers, KEEP_DIGITS, keepsDigits } from '#shared/json-numbers';
import { pointerTo } from './input-place';
import { RequestRefused } from './problem';

/** The maximum depth counts from the root of the body. A document has its versions two levels below that. */
export const MAX_JSON_DEPTH = 64;
export const MAX_DOCUMENT_DEPTH = MAX_JSON_DEPTH + 4;
/** The maximum number of members and elements of a body. */
export const MAX_JSON_VALUES = 50_000;
/** The same for a prompt with all of its versions. */
export const MAX_DOCUMENT_VALUES = 200_000;
/** The same for a body that needs no credentials. */
export const MAX_PUBLIC_JSON_VALUES = 100;
const NUL_ESCAPE = Buffer.from('\\u0000');

/** Checks the bytes before a parser or a validator spends time and stack on them. It is the `verify` function of express.json. */
export const soundJson =
  (mostValues = MAX_JSON_VALUES, mostLevels = MAX_JSON_DEPTH) =>
  (_request: IncomingMessage, _response: unknown, body: Buffer, encoding: string): void => {
    // The scan reads bytes of UTF-8, the only encoding of RFC 8259 (8.1).
    if (encoding !== 'utf-8') throw new RequestRefused(415, 'request.not_utf8', 'The body must be UTF-8');
    if (holdsNul(body)) throw new RequestRefused(400, 'request.nul', 'The body must not contain U+0000');
    const keepsNumbers = scan(body, mostValues, mostLevels);
    // A decoder would silently replace unreadable bytes by U+FFFD.
    if (!isUtf8(body)) throw new RequestRefused(400, 'request.malformed_utf8', 'The body is not valid UTF-8');
    if (!keepsNumbers) refuseChangedNumbers(body.toString());
  };

/** Throws if the body is too deep or too long. Returns whether all numbers keep their digits. */
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
    return; // This is not JSON, and the parser reports it.
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

/** Some databases end a text at U+0000 and others keep it. JSON expresses it only by an escape; unescaped it is malformed (RFC 8259, 7). */
function holdsNul(body: Buffer): boolean {
  for (let at = body.indexOf(NUL_ESCAPE); at >= 0; at = body.indexOf(NUL_ESCAPE, at + 1)) if (!isEscaped(body, at)) return true;
  return false;
}

/** Whether an odd number of backslashes precedes that byte. */
function isEscaped(body: Buffer, at: number): boolean {
  let before = at;
  while (body[before - 1] === BACKSLASH) before -= 1;
  return (at - before) % 2 === 1;
}

/** The position of the closing quote; the end of the body if there is none. */
function endOfString(body: Buffer, start: number): number {
  for (let end = body.indexOf(QUOTE, start + 1); end >= 0; end = body.indexOf(QUOTE, end + 1)) {
    if (!isEscaped(body, end)) return end;
  }
  return body.length;
}
