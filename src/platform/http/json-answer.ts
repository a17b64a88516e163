import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { TurnBudget } from '#shared/event-loop';

/** What is made in one turn of the event loop, and sent in one piece, in characters. */
const TURN_CHARACTERS = 512 * 1024;
const PIECE_CHARACTERS = 64 * 1024;

/** What JSON.stringify writes, a part for each element of a list or of a list that the object holds. */
export function* jsonParts(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries())
      yield `${index === 0 ? '[' : ','}${(JSON.stringify(each) as string | undefined) ?? 'null'}`;
    yield value.length === 0 ? '[]' : ']';
  } else if (typeof value === 'object' && value !== null && !('toJSON' in value)) {
    let before = '{';
    for (const [name, each] of Object.entries(value)) {
      const label = `${before}${JSON.stringify(name)}:`;
      if (Array.isArray(each)) {
        yield label;
        yield* jsonParts(each);
      } else {
        const text = JSON.stringify(each) as string | undefined;
        if (text === undefined) continue;
        yield label + text;
      }
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  } else yield JSON.stringify(value);
}

/** The JSON text in pieces, made in turns of bounded work: a long answer holds up no other request. */
export async function jsonPieces(value: unknown, budget = new TurnBudget(TURN_CHARACTERS)): Promise<string[]> {
  const pieces: string[] = [];
  let piece = '';
  for (const part of jsonParts(value)) {
    piece += part;
    if (piece.length >= PIECE_CHARACTERS) {
      pieces.push(piece);
      await budget.spend(piece.length);
      piece = '';
    }
  }
  return [...pieces, piece];
}

/** Sends the pieces as the connection takes them; a client that goes away ends it. */
export async function sendPieces(response: Response, pieces: readonly string[]): Promise<void> {
  response.type('json');
  if (pieces.length === 1) {
    response.send(pieces[0]);
    return;
  }
  response.setHeader(
    'Content-Length',
    pieces.reduce((sum, each) => sum + Buffer.byteLength(each), 0),
  );
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(Readable.from(pieces), response).catch(() => undefined);
}
