import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import fc from 'fast-check';
import { jsonParts, jsonPieces, measuredJson, sendJson } from '#platform/http/json-response';
import { TurnBudget } from '#shared/event-loop';

const rows = (count: number, length: number): object[] =>
  Array.from({ length: count }, (_each, index) => ({ index, translations: [{ text: 'x'.repeat(length) }] }));

async function piecesOf(value: unknown, budget?: TurnBudget): Promise<string[]> {
  const pieces: string[] = [];
  for await (const each of jsonPieces(value, budget)) pieces.push(each);
  return pieces;
}

describe('a long answer', () => {
  it('is the same text as JSON.stringify makes, however it is divided', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ id: fc.string(), at: fc.date({ noInvalidDate: true }), gone: fc.constant(undefined) }, { requiredKeys: [] })),
      fc.record({ gone: fc.constant(undefined), list: fc.array(fc.option(fc.string(), { nil: undefined })), name: fc.string() }),
    );
    await fc.assert(
      fc.asyncProperty(value, fc.integer({ min: -1, max: 40 }), async (each, short) => {
        expect([...jsonParts(each, short)].join('')).toBe(JSON.stringify(each));
        expect((await piecesOf(each)).join('')).toBe(JSON.stringify(each));
      }),
    );
  });

  it('is divided however deep its long members lie', () => {
    const parts = [...jsonParts({ versions: [{ version: { translations: rows(1000, 100) } }] })];
    expect(Math.max(...parts.map((each) => each.length))).toBeLessThanOrEqual(17 * 1024);
  });

  it('is made in turns of bounded work', async () => {
    let turns = 0;
    const budget = new TurnBudget(512 * 1024, () => {
      turns += 1;
      return Promise.resolve();
    });
    const pieces = await piecesOf({ versions: rows(2000, 4000) }, budget);
    expect(turns).toBeGreaterThanOrEqual(14);
    expect(Math.max(...pieces.map((each) => each.length))).toBeLessThan(128 * 1024);
  });

  it('is measured in bytes, and kept only where it is short', async () => {
    expect(await measuredJson({ text: 'ä€' }, () => undefined)).toEqual({ bytes: 16, text: '{"text":"ä€"}' });
    const long = Array.from({ length: 100 }, () => '€'.repeat(1000));
    const seen: string[] = [];
    const measured = await measuredJson(long, (piece) => seen.push(piece));
    expect(measured).toEqual({ bytes: Buffer.byteLength(JSON.stringify(long)), text: null });
    expect(seen.join('')).toBe(JSON.stringify(long));
  });

  /** A server that answers the value, and the head of the answer to a client that has not read any of it. */
  async function answering(send: (response: Response) => Promise<void>, method = 'GET') {
    const app = express();
    const ended = new Promise<void>((resolve) => {
      app.use((_request, response) => void send(response).then(resolve));
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = get({ host: '127.0.0.1', port, method, agent: false });
    const [answer] = (await once(client, 'response')) as [IncomingMessage];
    const stop = (): void => {
      server.close();
      server.closeAllConnections();
    };
    return { answer, ended, stop };
  }

  it('is made no faster than it is read, and given up when nobody reads on', async () => {
    const MOST = 1000;
    let made = 0;
    const text = 'y'.repeat(64 * 1024);
    const counted = Array.from({ length: MOST }, () =>
      Object.defineProperty({}, 'text', { enumerable: true, get: () => ((made += 1), text) }),
    );
    const { answer, ended, stop } = await answering((response) => sendJson(response, counted));
    answer.destroy();
    await ended;
    stop();
    // Each is looked at and then written; the kernel takes some megabytes by itself.
    expect(made).toBeLessThan(MOST);
  });

  it.each([
    ['with its length, where it was measured', true],
    ['in chunks, where it was not', false],
  ])('goes out whole, %s', async (_how, isMeasured) => {
    const value = rows(300, 1000);
    const { answer, stop } = await answering(async (response) =>
      sendJson(response, value, isMeasured ? await measuredJson(value, () => undefined) : undefined),
    );
    const chunks: Buffer[] = [];
    for await (const each of answer) chunks.push(each as Buffer);
    stop();
    const text = JSON.stringify(value);
    expect(Buffer.concat(chunks).toString()).toBe(text);
    expect(answer.headers['content-length']).toBe(isMeasured ? String(text.length) : undefined);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('has no body where only its head is asked for', async () => {
    const { answer, ended, stop } = await answering((response) => sendJson(response, rows(300, 1000)), 'HEAD');
    await ended;
    answer.resume();
    await once(answer, 'end');
    stop();
    expect(answer.statusCode).toBe(200);
  });
});
