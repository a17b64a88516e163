import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { TurnBudget } from '#shared/event-loop';

/** The number of characters that one turn of the event loop produces and sends in one piece. */
const TURN_CHARACTERS = 512 * 1024;
const PIECE_CHARACTERS = 64 * 1024;
/** The number of characters that one call of JSON.stringify may write. Longer values are written member by member. */
const SHORT_CHARACTERS = 16 * 1024;

/** Yields the output of JSON.stringify in parts: long arrays and objects are divided at any depth. */
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

/** The approximate number of these characters that remain after the value; negative if the value is longer. */
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

/** Yields the JSON text in pieces, each in a turn of bounded work, so that a long response delays no other request. */
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
  /** Null if there are several pieces. */
  readonly text: string | null;
}

/** Produces the JSON text and keeps only its length. A long text is produced a second time for sending instead of being kept in memory. */
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
 * Sends the JSON text as fast as the connection accepts it, so that no more of it is in memory than the connection buffers. It stops when
 * the client disconnects. Without a known length, a long text is sent with chunked transfer coding.
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
