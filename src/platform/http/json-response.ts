import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { TurnBudget } from '#shared/event-loop';

/** What is made in one turn of the event loop, and sent in one piece, in characters. */
const TURN_CHARACTERS = 512 * 1024;
const PIECE_CHARACTERS = 64 * 1024;
/** What one call of JSON.stringify may write; what is longer is written member by member. */
const SHORT_CHARACTERS = 16 * 1024;

/** What JSON.stringify writes, in parts: long arrays and objects are divided, however deep they lie. */
export function* jsonParts(value: unknown, short = SHORT_CHARACTERS): Generator<string> {
  if (!isDivisible(value) || roomAfter(value, short) >= 0) {
    yield isLeftOut(value) ? 'null' : JSON.stringify(value);
    return;
  }
  const isArray = Array.isArray(value);
  let before = isArray ? '[' : '{';
  for (const [name, each] of isArray ? value.entries() : Object.entries(value)) {
    if (!isArray && isLeftOut(each)) continue;
    yield isArray ? before : `${before}${JSON.stringify(name)}:`;
    yield* jsonParts(each, short);
    before = ',';
  }
  if (before !== ',') yield before;
  yield isArray ? ']' : '}';
}

const isDivisible = (value: unknown): value is object => typeof value === 'object' && value !== null && !('toJSON' in value);

const isLeftOut = (value: unknown): boolean => value === undefined || typeof value === 'function' || typeof value === 'symbol';

/** Roughly how many of these characters remain after the value; negative when the value is longer. */
function roomAfter(value: unknown, room: number): number {
  if (typeof value === 'string') return room - value.length;
  if (!isDivisible(value)) return room - 8;
  let left = room - 2;
  for (const each of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) {
    left = roomAfter(each, left);
    if (left < 0) break;
  }
  return left;
}

/** The JSON text in pieces, made in turns of bounded work as they are taken: a long response holds up no other request. */
export async function* jsonPieces(value: unknown, budget = new TurnBudget(TURN_CHARACTERS)): AsyncGenerator<string> {
  let piece = '';
  for (const part of jsonParts(value)) {
    piece += part;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    await budget.spend(piece.length);
    piece = '';
  }
  if (piece !== '') yield piece;
}

export interface MeasuredJson {
  readonly bytes: number;
  /** Null where it has several pieces. */
  readonly text: string | null;
}

/** Makes the JSON text and keeps only its length: a long one is made a second time when it is sent, rather than kept in memory. */
export async function measuredJson(value: unknown, look: (piece: string) => void): Promise<MeasuredJson> {
  let [bytes, pieces, last] = [0, 0, ''];
  for await (const piece of jsonPieces(value)) {
    look(piece);
    bytes += Buffer.byteLength(piece);
    pieces += 1;
    last = piece;
  }
  return { bytes, text: pieces === 1 ? last : null };
}

/**
 * Sends the JSON text, made as fast as the connection takes it, so that no more of it is in memory than the connection buffers. A
 * client that goes away ends it. Without a measure a long text is sent in chunks of HTTP.
 */
export async function sendJson(response: Response, value: unknown, measured?: MeasuredJson): Promise<void> {
  response.type('json');
  const text = measured ? measured.text : textOfOnePiece(value);
  if (text !== null) {
    response.send(text);
    return;
  }
  if (measured) response.setHeader('Content-Length', measured.bytes);
  if (response.req.method === 'HEAD') response.end();
  else await pipeline(Readable.from(jsonPieces(value)), response).catch(() => undefined);
}

const textOfOnePiece = (value: unknown): string | null => (roomAfter(value, PIECE_CHARACTERS) >= 0 ? JSON.stringify(value) : null);
